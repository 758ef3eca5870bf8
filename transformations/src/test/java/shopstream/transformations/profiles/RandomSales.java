package shopstream.transformations.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.Topics;
import shopstream.eventlog.rows.PurchaseMart;

/** What the database says was sold, as the mart of it has it: orders that events tell of, and others. */
final class RandomSales implements AutoCloseable {
    static final PurchaseMart MART = new PurchaseMart(
            "sold",
            "order_id",
            "customer",
            "product",
            "ordered_at",
            Optional.of("quantity"),
            Optional.empty(),
            Optional.of("counts"));

    private final LogAddress log;
    private final Random random;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(30));
    private final KafkaProducer<byte[], byte[]> producer;

    RandomSales(LogAddress log, long seed) {
        this.log = log;
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(log.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The mart's topic under a name, as an edition of it. */
    static String topic(LogAddress log, String edition) {
        return log.prefix() + ".sold-" + edition;
    }

    static SoldLines from(Supplier<Optional<String>> topic) {
        return new SoldLines(MART, topic);
    }

    /** So many lines of orders, some of them again with another status, some of them no sales. */
    void happen(String edition, int lines) {
        create(edition);
        for (int i = 0; i < lines; i++) {
            int order = random.nextInt(RandomVisitors.ORDERS + 100);
            sold(
                    edition,
                    "o" + order,
                    "c" + order % RandomVisitors.CUSTOMERS,
                    "P" + random.nextInt(50),
                    random.nextInt(20) > 0);
        }
        producer.flush();
    }

    private void create(String edition) {
        try (Topics topics = new Topics(log)) {
            topics.ensureLatest(topic(log, edition), 2);
        }
    }

    private void sold(String edition, String order, String customer, String product, boolean counts) {
        // An order has one moment, however many lines it has.
        Instant moment = begin.plusSeconds(3_000L * Integer.parseInt(order.substring(1)));
        String row =
                "{\"order_id\":\"%s\",\"customer\":\"%s\",\"product\":\"%s\",\"ordered_at\":\"%s\",\"quantity\":2,\"counts\":%s}"
                        .formatted(order, customer, product, moment, counts);
        producer.send(new ProducerRecord<>(
                topic(log, edition), (order + "/" + product).getBytes(UTF_8), row.getBytes(UTF_8)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
