package shopstream.transformations.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.contracts.Contract;
import shopstream.contracts.EventContract;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.Topics;

/** A log with the shop's datasets: changes go in, the marts' rows are read back as a warehouse reads them. */
final class ShopLog implements AutoCloseable {
    static final String SOURCE = "shop";

    private final LogAddress address;
    private final KafkaProducer<byte[], byte[]> producer;

    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();

    /** Each is an installation of its own on the broker. */
    ShopLog(String bootstrapServers) {
        address = new LogAddress(bootstrapServers, Map.of(), "shop" + INSTALLATIONS.incrementAndGet(), (short) 1);
        try (Topics topics = new Topics(address)) {
            EventContract events = Shop.events();
            topics.ensureEvents(address.names().events(events.dataset()), 2, events.retention());
            for (Contract contract : Shop.contracts()) {
                topics.ensureKeyed(address.names().dataset(SOURCE, contract.dataset()), 2);
            }
        }
        producer = new KafkaProducer<>(address.client(Map.of(
                "acks",
                "all",
                "delivery.timeout.ms",
                "180000",
                "enable.idempotence",
                "true",
                "key.serializer",
                ByteArraySerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName())));
    }

    LogAddress address() {
        return address;
    }

    /** Appends a row, or a deletion when the value is null. */
    void put(String dataset, String key, String value) {
        producer.send(new ProducerRecord<>(
                address.names().dataset(SOURCE, dataset),
                key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8)));
    }

    void flush() {
        producer.flush();
    }

    void order(long number, String status, long customer) {
        String key = "{\"orderNumber\":" + number + "}";
        put(
                "orders",
                key,
                "{\"orderNumber\":" + number + ",\"orderDate\":\"2005-05-31T10:00:00Z\",\"status\":\"" + status
                        + "\",\"customerNumber\":" + customer + "}");
    }

    void line(long number, String product, int quantity, String price) {
        put(
                "orderdetails",
                lineKey(number, product),
                "{\"orderNumber\":" + number + ",\"orderLineNumber\":1,\"productCode\":\"" + product
                        + "\",\"quantityOrdered\":" + quantity + ",\"priceEach\":\"" + price + "\"}");
    }

    static String lineKey(long number, String product) {
        return "{\"orderNumber\":" + number + ",\"productCode\":\"" + product + "\"}";
    }

    /** The newest committed row of each key of a mart, as JSON text. */
    Map<String, String> rows(String mart) {
        String topic;
        try (MartCatalog catalog = new MartCatalog(address)) {
            topic = catalog.all().stream()
                    .filter(found -> found.name().equals(mart))
                    .findFirst()
                    .flatMap(DeclaredMart::current)
                    .orElseThrow()
                    .topic();
        }
        return rowsOf(topic);
    }

    Map<String, String> rowsOf(String topic) {
        Map<String, String> rows = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.value() == null) {
                        rows.remove(new String(record.key(), UTF_8));
                    } else {
                        rows.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8));
                    }
                }
            }
        }
        return rows;
    }

    KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(address.client(Map.of(
                "isolation.level", "read_committed",
                "key.deserializer", ByteArrayDeserializer.class.getName(),
                "value.deserializer", ByteArrayDeserializer.class.getName())));
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(TimeUnit.SECONDS.toMillis(1)));
    }
}
