package shopstream.ingestion.database;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.connect.data.Schema;
import shopstream.contracts.Column;

/** Values of MariaDB or MySQL as Debezium hands them over. */
final class BinaryLogValues {
    private BinaryLogValues() {}

    static Object plain(Column column, Schema schema, Object value) {
        if (value == null || schema.name() == null) {
            return value;
        }
        return switch (schema.name()) {
            case "io.debezium.time.Date" -> LocalDate.ofEpochDay(((Number) value).longValue());
            case "io.debezium.time.Timestamp" -> local(((Number) value).longValue(), 1_000);
            case "io.debezium.time.MicroTimestamp" -> local(((Number) value).longValue(), 1_000_000);
            case "io.debezium.time.NanoTimestamp" -> local(((Number) value).longValue(), 1_000_000_000);
            case "io.debezium.time.ZonedTimestamp" ->
                moment(OffsetDateTime.parse((String) value).toInstant(), schema.isOptional());
            // The year 0000, for the years of the type begin with 1901.
            case "io.debezium.time.Year" -> ((Number) value).intValue() == 1900 ? Integer.valueOf(0) : value;
            case ZeroDates.DAY -> value.equals(ZeroDates.ZERO) ? value : LocalDate.parse((String) value);
            case ZeroDates.TIME -> value.equals(ZeroDates.ZERO) ? value : LocalDateTime.parse((String) value);
            case "io.debezium.data.Json" -> JsonText.of((String) value);
            default -> value;
        };
    }

    /** A TIMESTAMP begins one second after 1970: the second before it is how the source stores a zero date. */
    private static Object moment(Instant moment, boolean nullable) {
        if (moment.getEpochSecond() == 0) {
            return nullable ? null : ZeroDates.ZERO;
        }
        return moment;
    }

    /** A zone-less time: Debezium counts it from the epoch as though it were in UTC. */
    private static LocalDateTime local(long count, long perSecond) {
        long seconds = Math.floorDiv(count, perSecond);
        long nanos = Math.floorMod(count, perSecond) * (1_000_000_000 / perSecond);
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC);
    }
}
