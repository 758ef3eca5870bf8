package shopstream.transformations.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** A value of an event, which was checked against its contract before it got into the log, as Flink holds it. */
final class FieldValue {
    private FieldValue() {}

    /** Null where there is none. */
    static Object of(LogicalType type, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        return switch (type.getTypeRoot()) {
            case VARCHAR -> StringData.fromString(text);
            case BIGINT -> Long.parseLong(text);
            case BOOLEAN -> Boolean.parseBoolean(text);
            case DECIMAL -> decimal((DecimalType) type, text);
            case DATE -> (int) LocalDate.parse(text).toEpochDay();
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimestampData.fromInstant(Instant.parse(text));
            default -> throw new IllegalArgumentException("No event has a value of the type " + type);
        };
    }

    private static DecimalData decimal(DecimalType type, String text) {
        return DecimalData.fromBigDecimal(new BigDecimal(text), type.getPrecision(), type.getScale());
    }
}
