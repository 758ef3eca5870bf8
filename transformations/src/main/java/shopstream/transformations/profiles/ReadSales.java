package shopstream.transformations.profiles;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.profiles.ProfileBytes;
import shopstream.eventlog.profiles.Sale;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.transformations.profiles.Step.Kind;

/**
 * Reads what was sold, once for the order and once for the customer. A line that is taken back was wanted all the same; a record
 * that is none is passed over.
 */
final class ReadSales implements KafkaRecordDeserializationSchema<Step> {
    private static final long serialVersionUID = 1;

    // Flink carries this to where it reads, and what may be missing cannot be carried as such.
    private final String mart;
    private final String order;
    private final String customer;
    private final String product;
    private final String time;
    private final String quantity;
    private final String counts;
    private transient PurchaseMart columns;
    private transient PassedOver passedOver;

    ReadSales(PurchaseMart mart) {
        this.mart = mart.mart();
        this.order = mart.order();
        this.customer = mart.customer();
        this.product = mart.product();
        this.time = mart.time();
        this.quantity = mart.quantity().orElse(null);
        this.counts = mart.counts().orElse(null);
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        passedOver = new PassedOver();
        columns = new PurchaseMart(
                mart,
                order,
                customer,
                product,
                time,
                Optional.ofNullable(quantity),
                Optional.empty(),
                Optional.ofNullable(counts));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Step> out) {
        if (record.value() == null) {
            return;
        }
        Optional<Sale> read;
        try {
            read = Sale.read(columns, record.value());
        } catch (IOException | RuntimeException foreign) {
            passedOver.add(record, foreign);
            return;
        }
        read.ifPresent(sale -> {
            byte[] content = ProfileBytes.of(sale);
            out.collect(new Step(Kind.SOLD, sale.order(), content));
            sale.customer().ifPresent(whose -> out.collect(new Step(Kind.BOUGHT, whose, content)));
        });
    }

    @Override
    public TypeInformation<Step> getProducedType() {
        return TypeInformation.of(Step.class);
    }
}
