package shopstream.ingestion.database;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Column;

/** Rows as Debezium hands them over, turned into plain Java values under the names of the source. */
final class RowValues {
    private RowValues() {}

    /** The columns of the contract, by their names in the source; a column that the record lacks is left out. */
    static Map<String, Object> of(Struct row, List<Column> columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : columns) {
            // Not the default that Connect would give for null: null is what stands there.
            Field field = row.schema().field(column.physicalName());
            if (field != null) {
                values.put(column.physicalName(), plain(field.schema(), row.getWithoutDefault(field.name())));
            }
        }
        return values;
    }

    private static Object plain(Schema schema, Object value) {
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
            case ZeroDates.DAY -> value.equals(ZeroDates.ZERO) ? value : LocalDate.parse((String) value);
            case ZeroDates.TIME -> value.equals(ZeroDates.ZERO) ? value : LocalDateTime.parse((String) value);
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
