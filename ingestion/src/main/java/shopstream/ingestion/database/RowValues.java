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
            Field field = row.schema().field(column.physicalName());
            if (field != null) {
                values.put(column.physicalName(), plain(field.schema(), row.get(field)));
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
                OffsetDateTime.parse((String) value).toInstant();
            default -> value;
        };
    }

    /** A zone-less time: Debezium counts it from the epoch as though it were in UTC. */
    private static LocalDateTime local(long count, long perSecond) {
        long seconds = Math.floorDiv(count, perSecond);
        long nanos = Math.floorMod(count, perSecond) * (1_000_000_000 / perSecond);
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC);
    }
}
