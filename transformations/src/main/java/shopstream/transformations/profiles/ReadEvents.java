package shopstream.transformations.profiles;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.profiles.ProfileBytes;
import shopstream.eventlog.profiles.VisitorEvent;
import shopstream.eventlog.profiles.VisitorEventReader;
import shopstream.transformations.profiles.Step.Kind;

/**
 * Reads events, once for the browser, once for the customer and once for the order of which they tell. A record that is none is
 * passed over.
 */
final class ReadEvents implements KafkaRecordDeserializationSchema<Step> {
    private static final long serialVersionUID = 1;

    private transient VisitorEventReader reader;
    private transient PassedOver passedOver;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        reader = new VisitorEventReader();
        passedOver = new PassedOver();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Step> out) {
        if (record.value() == null) {
            return;
        }
        VisitorEvent event;
        try {
            event = reader.read(record.value());
        } catch (IOException | RuntimeException foreign) {
            passedOver.add(record, foreign);
            return;
        }
        int partition = record.partition();
        long offset = record.offset();
        byte[] content = ProfileBytes.of(event, record.timestamp());
        event.browser().ifPresent(id -> out.collect(new Step(Kind.OF_BROWSER, id, partition, offset, content)));
        event.user().ifPresent(id -> out.collect(new Step(Kind.OF_CUSTOMER, id, partition, offset, content)));
        event.order().ifPresent(id -> out.collect(new Step(Kind.OF_ORDER, id, partition, offset, content)));
    }

    @Override
    public TypeInformation<Step> getProducedType() {
        return TypeInformation.of(Step.class);
    }
}
