package shopstream.warehouse.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One value of an answer, as text or in JSON. Moments are in UTC; what JSON's readers would round is text. */
final class Cell {
    private static final int EXACT_BITS = 53;
    private static final int FIRST_YEAR = -290_000;
    private static final int LAST_YEAR = 290_000;

    private Cell() {}

    /** The value as text; null stays null. */
    static String text(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof OffsetDateTime moment) {
            return moment(moment);
        } else if (value instanceof Timestamp) {
            return row.getTimestamp(column).toLocalDateTime().toString();
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Blob blob) {
            return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.ISO_8859_1);
        }
        return value == null ? null : value.toString();
    }

    static void write(JsonGenerator json, ResultSet row, int column) throws SQLException, IOException {
        Object value = row.getObject(column);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (isExact(value)) {
            json.writeNumber(value.toString());
        } else {
            json.writeString(text(row, column));
        }
    }

    private static boolean isExact(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue());
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < EXACT_BITS;
        }
        return value instanceof Number number
                && !(value instanceof BigDecimal)
                && Math.abs(number.longValue()) < 1L << EXACT_BITS;
    }

    private static String moment(OffsetDateTime moment) {
        if (moment.getYear() < FIRST_YEAR) {
            return "-infinity";
        } else if (moment.getYear() > LAST_YEAR) {
            return "infinity";
        }
        return DateTimeFormatter.ISO_INSTANT.format(moment.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
