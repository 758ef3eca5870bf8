package shopstream.ingestion.database;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Values of MariaDB or MySQL read from a table, equal to what {@link BinaryLogValues} makes of a change. The session's zone
 * is UTC.
 */
final class BinaryLogCells {
    private BinaryLogCells() {}

    /** How the column is selected: times as text, for no driver hands over a zero date. */
    static String selected(String quoted, String type) {
        return switch (type) {
            case "date", "datetime", "timestamp", "time" -> "CAST(" + quoted + " AS CHAR)";
            default -> quoted;
        };
    }

    /**
     * @param type bare and in lower case, for example {@code decimal}
     * @param definition with everything, for example {@code decimal(10,2) unsigned}
     */
    static RowCell of(String type, String definition, boolean nullable) {
        String full = definition.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "year" -> BinaryLogCells::whole;
            case "bigint" -> full.contains("unsigned") ? ResultSet::getBigDecimal : BinaryLogCells::whole;
            case "decimal", "numeric" -> ResultSet::getBigDecimal;
            case "float" ->
                (row, column) -> {
                    float number = row.getFloat(column);
                    return row.wasNull() ? null : (Object) number;
                };
            case "double", "real" ->
                (row, column) -> {
                    double number = row.getDouble(column);
                    return row.wasNull() ? null : (Object) number;
                };
            case "bit" ->
                full.equals("bit(1)")
                        ? (row, column) -> {
                            boolean set = row.getBoolean(column);
                            return row.wasNull() ? null : (Object) set;
                        }
                        : BinaryLogCells::bytes;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BinaryLogCells::bytes;
            case "date" -> (row, column) -> day(row.getString(column), nullable);
            case "datetime" -> (row, column) -> time(row.getString(column), nullable);
            case "timestamp" -> (row, column) -> moment(row.getString(column), nullable);
            case "time" -> (row, column) -> micros(row.getString(column));
            case "json" -> (row, column) -> JsonText.of(row.getString(column));
            default -> ResultSet::getString;
        };
    }

    private static Object whole(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Object) number;
    }

    private static Object bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static Object day(String text, boolean nullable) {
        if (text == null || zero(text)) {
            return zeroOrNull(text, nullable);
        }
        return LocalDate.parse(text);
    }

    private static Object time(String text, boolean nullable) {
        if (text == null || zero(text)) {
            return zeroOrNull(text, nullable);
        }
        return local(text);
    }

    private static Object moment(String text, boolean nullable) {
        if (text == null || zero(text)) {
            return zeroOrNull(text, nullable);
        }
        Instant moment = local(text).toInstant(ZoneOffset.UTC);
        return moment.getEpochSecond() == 0 ? zeroOrNull(text, nullable) : moment;
    }

    private static Object zeroOrNull(String text, boolean nullable) {
        return text == null || nullable ? null : ZeroDates.ZERO;
    }

    /** A date with a zero in it, such as 0000-00-00 or 2024-00-00. */
    private static boolean zero(String text) {
        return text.startsWith("00", 5) || text.startsWith("00", 8);
    }

    /** {@code 2024-02-29 12:00:00.120}, read by its places: this is done for every row. */
    private static LocalDateTime local(String text) {
        int nanos = 0;
        for (int at = 20, unit = 100_000_000; at < text.length(); at++, unit /= 10) {
            nanos += (text.charAt(at) - '0') * unit;
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** A span of time such as {@code -838:59:59.5}, in microseconds. */
    private static Object micros(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.replace("-", "").split(":");
        long seconds = Long.parseLong(parts[0]) * 3600 + Long.parseLong(parts[1]) * 60;
        long micros =
                seconds * 1_000_000 + new BigDecimal(parts[2]).movePointRight(6).longValue();
        return text.startsWith("-") ? -micros : micros;
    }
}
