package shopstream.ingestion.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;

/**
 * Values of PostgreSQL read from a table, equal to what {@link PostgresValues} makes of a change: the server writes both as
 * the same text. The session's zone is UTC, its dates are ISO.
 */
final class PostgresCells {
    /** As Debezium calls them. */
    private static final Map<String, String> NO_NUMBERS =
            Map.of("NaN", "NAN", "Infinity", "POSITIVE_INFINITY", "-Infinity", "NEGATIVE_INFINITY");

    private PostgresCells() {}

    /** @param type bare, that under a domain, for example {@code numeric} */
    static RowCell of(Column column, String type) {
        return switch (type) {
            case "bool" -> text(text -> text.equals("t"));
            case "int2", "int4", "int8" -> text(Long::valueOf);
            case "float4" -> text(Float::valueOf);
            case "float8" -> text(Double::valueOf);
            case "numeric" -> text(text -> numeric(column, text));
            case "bpchar" -> text(text -> text.replaceFirst(" +$", ""));
            case "date" -> text(PostgresCells::day);
            case "timestamp" -> text(text -> infinite(text) ? text : PostgresValues.within(local(text)));
            case "timestamptz" -> text(PostgresCells::moment);
            case "time" -> text(text -> LocalTime.parse(text).toString());
            default -> ResultSet::getString;
        };
    }

    private static RowCell text(Function<String, Object> plain) {
        return (row, column) -> {
            String text = row.getString(column);
            return text == null ? null : plain.apply(text);
        };
    }

    private static Object numeric(Column column, String text) {
        boolean number = column.type() instanceof ColumnType.Decimal || column.type() instanceof ColumnType.Whole;
        String plain = NO_NUMBERS.getOrDefault(text, text);
        return number && plain.equals(text) ? new BigDecimal(text) : plain;
    }

    private static Object day(String text) {
        return infinite(text)
                ? PostgresValues.day(Long.MAX_VALUE)
                : PostgresValues.day(date(text).toEpochDay());
    }

    private static Object moment(String text) {
        if (infinite(text)) {
            return text;
        }
        Object time = PostgresValues.within(local(text.replace("+00", "")));
        return time instanceof LocalDateTime finite ? finite.toInstant(ZoneOffset.UTC) : time;
    }

    private static boolean infinite(String text) {
        return text.endsWith("infinity");
    }

    /** {@code 2024-02-29}, {@code 12024-02-29} or {@code 0044-03-15 BC}; what stands between is the time. */
    private static LocalDate date(String text) {
        int dash = text.indexOf('-');
        int year = Integer.parseInt(text, 0, dash, 10);
        return LocalDate.of(
                text.endsWith(" BC") ? 1 - year : year,
                Integer.parseInt(text, dash + 1, dash + 3, 10),
                Integer.parseInt(text, dash + 4, dash + 6, 10));
    }

    private static LocalDateTime local(String text) {
        int begin = text.indexOf(' ') + 1;
        int end = text.endsWith(" BC") ? text.length() - 3 : text.length();
        return LocalDateTime.of(date(text), LocalTime.parse(text.subSequence(begin, end)));
    }
}
