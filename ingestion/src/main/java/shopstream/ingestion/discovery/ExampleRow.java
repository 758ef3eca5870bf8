package shopstream.ingestion.discovery;

import java.util.List;

/** Made-up values for the tests beside the models, so that none of the shop's own gets into them. */
final class ExampleRow {
    private ExampleRow() {}

    /** As the source would hold it, the {@code number}-th of its kind. */
    static String given(StarColumn column, int number) {
        ColumnReading source = column.source();
        if (column.type().equals("TIMESTAMPTZ")) {
            if (SaleColumns.epoch(source)) {
                return "1117533600" + (source.present().get(0).length() > 10 ? "000" : "");
            }
            return source.family() == Family.DAY
                    ? "2005-05-31T00:00:00Z"
                    : source.family() == Family.TEXT ? "2005-05-31 10:00:00" : "2005-05-31T10:00:00Z";
        } else if (column.expression().contains("* 0.01")) {
            return Integer.toString(1200 + number);
        }
        return switch (ContractType.of(source).logical()) {
            case "boolean" -> "false";
            case "integer" -> Integer.toString(number);
            case "number" -> number + "." + "5";
            case "date" -> "2005-05-31";
            case "timestamp" -> "2005-05-31T10:00:00Z";
            default -> column.expression().startsWith("TRIM") ? "\"Word " + number + "  \"" : "K" + number;
        };
    }

    /** As the mart should then hold it. */
    static String expected(StarColumn column, int number) {
        if (column.type().equals("TIMESTAMPTZ")) {
            return column.source().family() == Family.DAY ? "2005-05-31T00:00:00Z" : "2005-05-31T10:00:00Z";
        } else if (column.expression().contains("* 0.01")) {
            return "12.0" + number;
        }
        return given(column, number).replace("\"", "").strip();
    }

    /** Whether what goes in tells what comes out. */
    static boolean telling(StarColumn column) {
        boolean unread = column.type().equals("TIMESTAMPTZ")
                && column.source().family() == Family.TEXT
                && !SaleColumns.iso(column.source());
        ContractType type = ContractType.of(column.source());
        boolean tight =
                type.logical().equals("number") && !type.mart().matches("DECIMAL\\((\\d\\d|[2-9]),[1-9]\\d?\\)");
        return !unread && !tight;
    }

    /** The source's columns of a CSV, each once. */
    static List<StarColumn> once(List<StarColumn> columns) {
        return columns.stream()
                .filter(column -> columns.stream()
                                .filter(other -> other.source().equals(column.source()))
                                .findFirst()
                                .orElseThrow()
                        == column)
                .toList();
    }
}
