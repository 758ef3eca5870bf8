package shopstream.transformations.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.ModelColumn;
import shopstream.transformations.model.SqlType;

/** A mart's declared columns as Flink declares them, and whether a SELECT gives what they promise. */
final class MartSchema {
    private static final int BIGINT_DIGITS = 19;

    private MartSchema() {}

    static String of(Mart mart) {
        List<String> lines = new ArrayList<>();
        for (ModelColumn column : mart.columns()) {
            lines.add(SqlText.name(column.name()) + " " + type(column.type())
                    + (mart.key().contains(column.name()) ? " NOT NULL" : ""));
        }
        lines.add("PRIMARY KEY (" + mart.key().stream().map(SqlText::name).collect(Collectors.joining(", "))
                + ") NOT ENFORCED");
        return " (" + String.join(", ", lines) + ")";
    }

    static String type(SqlType type) {
        return switch (type.text()) {
            case "VARCHAR" -> "STRING";
            case "TIMESTAMPTZ" -> "TIMESTAMP_LTZ(6)";
            default -> type.text();
        };
    }

    /** Whether every value of the SELECT's type is one of the declared type, nothing rounded and nothing cut. */
    static boolean holds(SqlType declared, LogicalType selected) {
        LogicalTypeRoot root = selected.getTypeRoot();
        if (root == LogicalTypeRoot.NULL) {
            return true;
        }
        return switch (declared.text()) {
            case "BIGINT" -> whole(root);
            case "INTEGER" -> whole(root) && root != LogicalTypeRoot.BIGINT;
            case "DOUBLE" -> root == LogicalTypeRoot.DOUBLE || root == LogicalTypeRoot.FLOAT;
            case "VARCHAR" -> root == LogicalTypeRoot.VARCHAR || root == LogicalTypeRoot.CHAR;
            case "DATE" -> root == LogicalTypeRoot.DATE;
            case "BOOLEAN" -> root == LogicalTypeRoot.BOOLEAN;
            case "TIMESTAMPTZ" -> root == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
            default -> decimal(declared, selected);
        };
    }

    private static boolean whole(LogicalTypeRoot root) {
        return switch (root) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean decimal(SqlType declared, LogicalType selected) {
        String[] digits = declared.text().replaceAll("[^0-9,]", "").split(",");
        int scale = Integer.parseInt(digits[1]);
        int before = Integer.parseInt(digits[0]) - scale;
        if (selected instanceof DecimalType decimal) {
            return decimal.getScale() <= scale && decimal.getPrecision() - decimal.getScale() <= before;
        }
        return whole(selected.getTypeRoot()) && before >= BIGINT_DIGITS;
    }
}
