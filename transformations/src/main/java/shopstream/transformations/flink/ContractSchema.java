package shopstream.transformations.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;

/** A contract's columns as Flink declares them. Only keys are NOT NULL: older records may lack a newer required column. */
final class ContractSchema {
    private ContractSchema() {}

    static String of(Contract contract) {
        List<String> lines = new ArrayList<>();
        for (Column column : contract.columns()) {
            lines.add(SqlText.name(column.name()) + " " + type(column.type())
                    + (column.keyPosition() > 0 ? " NOT NULL" : ""));
        }
        lines.add("PRIMARY KEY ("
                + contract.key().stream()
                        .map(column -> SqlText.name(column.name()))
                        .collect(Collectors.joining(", "))
                + ") NOT ENFORCED");
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
