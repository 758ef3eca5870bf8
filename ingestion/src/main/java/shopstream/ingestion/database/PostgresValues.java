package shopstream.ingestion.database;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.connect.data.Schema;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;

/** Values of PostgreSQL as Debezium hands them over. */
final class PostgresValues {
    /**
     * What Debezium puts in the place of a large value that an update did not change and the log therefore does not hold.
     * No text of PostgreSQL's can have a zero character.
     */
    static final String UNCHANGED = "unchanged\0value";

    /** Between these lie all days that PostgreSQL knows and a contract takes; infinity is far beyond. */
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private static final LocalDate FIRST_DAY = LocalDate.of(-4712, 1, 1);

    private PostgresValues() {}

    static Object plain(Column column, Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        if (isUnchanged(value)) {
            return RowValues.NOT_SENT;
        }
        if (schema.name() == null) {
            return value instanceof String text && isNumber(column) ? number(text) : value;
        }
        return switch (schema.name()) {
            case "io.debezium.time.Date" -> day(((Number) value).longValue());
            case "io.debezium.time.Timestamp" -> local(((Number) value).longValue(), 1_000);
            case "io.debezium.time.MicroTimestamp" -> local(((Number) value).longValue(), 1_000_000);
            case "io.debezium.time.ZonedTimestamp" -> moment((String) value);
            case "io.debezium.time.MicroTime" ->
                LocalTime.ofNanoOfDay(((Number) value).longValue() * 1_000).toString();
            default -> value;
        };
    }

    private static boolean isUnchanged(Object value) {
        return UNCHANGED.equals(value)
                || value instanceof ByteBuffer bytes
                        && StandardCharsets.UTF_8
                                .decode(bytes.duplicate())
                                .toString()
                                .equals(UNCHANGED);
    }

    private static boolean isNumber(Column column) {
        return column.type() instanceof ColumnType.Decimal || column.type() instanceof ColumnType.Whole;
    }

    /** What is no finite number stays text, and so is rejected as what it is. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notFinite) {
            return text;
        }
    }

    /** Debezium counts days in 32 bits, which an infinite day overflows: which of the two it was is not told. */
    static Object day(long days) {
        return days > LAST_DAY.toEpochDay() || days < FIRST_DAY.toEpochDay()
                ? "infinity or -infinity"
                : LocalDate.ofEpochDay(days);
    }

    /** Infinity stays text, and so is rejected as what it is. */
    private static Object moment(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return within(LocalDate.ofInstant(moment, ZoneOffset.UTC), moment);
        } catch (DateTimeException notFinite) {
            return text;
        }
    }

    /** A zone-less time: Debezium counts it from the epoch as though it were in UTC. */
    private static Object local(long count, long perSecond) {
        long nanos = Math.floorMod(count, perSecond) * (1_000_000_000 / perSecond);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(count, perSecond), (int) nanos, ZoneOffset.UTC);
        return within(time);
    }

    static Object within(LocalDateTime time) {
        return within(time.toLocalDate(), time);
    }

    private static Object within(LocalDate day, Object value) {
        if (day.isAfter(LAST_DAY)) {
            return "infinity";
        }
        return day.isBefore(FIRST_DAY) ? "-infinity" : value;
    }
}
