package shopstream.transformations.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.profiles.BotAgents;
import shopstream.transformations.model.EventColumns;

/**
 * Reads events as rows: one for each product that the event lists, and one for an event that lists none. What a product of a list
 * does not say of itself, the event says. Events of programs have no rows.
 */
final class EventRows implements KafkaRecordDeserializationSchema<RowData> {
    private static final long serialVersionUID = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayList<Field> fields = new ArrayList<>();
    private final TypeInformation<RowData> produced;

    /** A column. @param path where its value stands in an event; empty for a property */
    private record Field(String name, LogicalType type, List<String> path) implements Serializable {
        static Field of(RowType.RowField column) {
            return new Field(
                    column.getName(),
                    column.getType(),
                    EventColumns.path(column.getName()).orElse(List.of()));
        }
    }

    /** @param columns by the names of {@link EventColumns} */
    EventRows(RowType columns, TypeInformation<RowData> produced) {
        columns.getFields().forEach(column -> fields.add(Field.of(column)));
        this.produced = produced;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out) throws IOException {
        if (record.value() == null) {
            return;
        }
        JsonNode event = JSON.readTree(record.value());
        if (BotAgents.contain(event.path("context").path("userAgent").textValue())) {
            return;
        }
        JsonNode properties = event.path(EventColumns.PROPERTIES);
        JsonNode products = properties.path(EventColumns.PRODUCTS);
        for (int place = 0; place < Math.max(1, products.size()); place++) {
            out.collect(row(event, properties, products.path(place), place));
        }
    }

    /** @param product missing where the event lists none */
    private RowData row(JsonNode event, JsonNode properties, JsonNode product, int place) {
        GenericRowData row = new GenericRowData(fields.size());
        for (int at = 0; at < fields.size(); at++) {
            Field field = fields.get(at);
            row.setField(
                    at,
                    field.name().equals(EventColumns.PLACE)
                            ? (Object) (long) place
                            : FieldValue.of(field.type(), value(field, event, properties, product)));
        }
        return row;
    }

    private static JsonNode value(Field field, JsonNode event, JsonNode properties, JsonNode product) {
        if (!field.path().isEmpty()) {
            JsonNode value = event;
            for (String step : field.path()) {
                value = value.path(step);
            }
            return value;
        }
        if (field.name().equals(EventColumns.PRODUCT)) {
            return product(product.isMissingNode() ? properties : product);
        }
        return product.has(field.name()) ? product.get(field.name()) : properties.path(field.name());
    }

    /** By the shop's own number, or else by what it calls it in stock: as profiles do. */
    private static JsonNode product(JsonNode told) {
        return told.has(EventColumns.PRODUCT)
                ? told.get(EventColumns.PRODUCT)
                : told.path(EventColumns.STOCK_KEEPING_UNIT);
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return produced;
    }
}
