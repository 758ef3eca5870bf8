package shopstream.ingestion.database;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    /** Days and microseconds since 1970 of infinity, as PostgreSQL's driver has it. */
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

    /** NaN and infinity stay text, and so are rejected as what they are. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notFinite) {
            return text;
        }
    }

    private static Object day(long days) {
        if (days > LAST_DAY.toEpochDay()) {
            return "infinity";
        }
        return days < FIRST_DAY.toEpochDay() ? "-infinity" : LocalDate.ofEpochDay(days);
    }

    private static Object moment(String text) {
        Instant moment = OffsetDateTime.parse(text).toInstant();
        LocalDate day = LocalDate.ofInstant(moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS), ZoneOffset.UTC);
        return within(day, moment);
    }

    /** A zone-less time: Debezium counts it from the epoch as though it were in UTC. */
    private static Object local(long count, long perSecond) {
        long nanos = Math.floorMod(count, perSecond) * (1_000_000_000 / perSecond);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(count, perSecond), (int) nanos, ZoneOffset.UTC);
        return within(time.toLocalDate(), time);
    }

    private static Object within(LocalDate day, Object value) {
        if (day.isAfter(LAST_DAY)) {
            return "infinity";
        }
        return day.isBefore(FIRST_DAY) ? "-infinity" : value;
    }
}
