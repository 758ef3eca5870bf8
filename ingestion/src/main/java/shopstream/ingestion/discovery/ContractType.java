package shopstream.ingestion.discovery;

import java.util.Locale;
import java.util.Set;

/**
 * A column's type in a contract and in a mart.
 *
 * @param logical as the Open Data Contract Standard has it
 * @param physical as contracts are read: a word with its widths; empty when it says nothing
 * @param mart as a mart declares it
 */
record ContractType(String logical, String physical, String mart) {
    /** Digits after the point that floats and numbers without a stated scale get in marts. */
    private static final int SCALE = 4;

    private static final int DIGITS_OF_A_LONG = 18;

    static ContractType of(ColumnReading column) {
        String plain = column.definition().toLowerCase(Locale.ROOT);
        return switch (column.family()) {
            case WHOLE ->
                flag(column)
                        ? new ContractType("boolean", "tinyint(1)", "BOOLEAN")
                        : new ContractType("integer", plain.replaceAll("\\(\\d+\\)| zerofill", ""), "BIGINT");
            case DECIMAL -> decimal(column);
            // Room for every digit that a float of money can have; models round it.
            case FLOAT -> new ContractType("number", "decimal(38,18)", "DECIMAL(19," + SCALE + ")");
            case TEXT -> new ContractType("string", text(column, plain), "VARCHAR");
            case DAY -> new ContractType("date", "date", "DATE");
            case LOCAL_TIME, INSTANT -> new ContractType("timestamp", plain, "TIMESTAMPTZ");
            case OTHER -> new ContractType("string", "varchar", "VARCHAR");
            case FLAG -> new ContractType("boolean", "boolean", "BOOLEAN");
        };
    }

    /** MariaDB and MySQL have no other type for it. */
    static boolean flag(ColumnReading column) {
        return column.family() == Family.FLAG
                || (column.definition().startsWith("tinyint(1)")
                        && Set.of("0", "1").containsAll(column.distinct()));
    }

    private static ContractType decimal(ColumnReading column) {
        int precision = Math.min(38, column.precision());
        int scale = Math.min(precision, column.scale());
        if (precision == 0) {
            scale = Math.max(SCALE, Math.min(18, observedScale(column)));
            precision = Math.min(38, 24 + scale);
        }
        if (scale == 0 && precision <= DIGITS_OF_A_LONG) {
            return new ContractType("integer", "decimal(" + precision + ",0)", "BIGINT");
        }
        String digits = "(" + precision + "," + scale + ")";
        return new ContractType("number", "decimal" + digits, "DECIMAL" + digits);
    }

    private static int observedScale(ColumnReading column) {
        return column.present().stream()
                .mapToInt(value -> value.contains(".") ? value.length() - value.indexOf('.') - 1 : 0)
                .max()
                .orElse(0);
    }

    private static String text(ColumnReading column, String plain) {
        if (plain.matches("(var)?char\\(\\d+\\).*")) {
            return plain.replaceAll("\\).*", ")");
        }
        return column.allowed().isEmpty() && plain.matches("[a-z ]+") ? plain : "varchar";
    }
}
