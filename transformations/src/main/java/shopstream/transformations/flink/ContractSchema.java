package shopstream.transformations.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.ColumnType;
import shopstream.transformations.model.InputColumn;
import shopstream.transformations.model.InputTable;

/** What models read, as Flink declares it. A stream of events has no primary key. */
final class ContractSchema {
    private ContractSchema() {}

    static String of(InputTable table) {
        List<String> lines = new ArrayList<>();
        for (InputColumn column : table.columns()) {
            lines.add(SqlText.name(column.name()) + " " + type(column.type()) + (column.required() ? " NOT NULL" : ""));
        }
        if (!table.key().isEmpty()) {
            lines.add("PRIMARY KEY ("
                    + table.key().stream().map(SqlText::name).collect(Collectors.joining(", "))
                    + ") NOT ENFORCED");
        }
        return " (" + String.join(", ", lines) + ")";
    }

    static String type(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
        } else if (type instanceof ColumnType.Whole) {
            return "BIGINT";
        } else if (type instanceof ColumnType.Day) {
            return "DATE";
        } else if (type instanceof ColumnType.Moment) {
            return "TIMESTAMP_LTZ(6)";
        } else if (type instanceof ColumnType.Flag) {
            return "BOOLEAN";
        }
        return "STRING";
    }
}
