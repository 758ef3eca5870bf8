package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The marts there are, kept in the log: whoever runs the models publishes them, whoever serves them reads them, and
 * notes which edition it shows. For use by several threads.
 */
public final class MartCatalog implements AutoCloseable {
    /** No mart is named like this: a name is a file's name. */
    private static final String SHOWN = "shown/";

    private final LogAddress address;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicReader reader;
    private final Map<String, DeclaredMart> marts = new TreeMap<>();
    private final Map<String, String> shown = new TreeMap<>();

    /** Creates the catalog's topic when it is missing. */
    public MartCatalog(LogAddress address) {
        this.address = address;
        this.topic = address.names().marts();
        try (Topics topics = new Topics(address)) {
            topics.ensureInternal(topic);
        }
        this.producer = new KafkaProducer<>(
                address.client(Map.of("acks", "all", "enable.metrics.push", "false")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.reader = new TopicReader(address);
        reader.everything(topic, this::take);
    }

    /** Adds a mart, or replaces the one of the same name. Durable on return. */
    public void publish(DeclaredMart mart) {
        write(mart.name(), Json.bytes(mart));
    }

    /** Takes a mart out; nothing happens when it is not there. Durable on return. */
    public void withdraw(String name) {
        write(name, null);
        write(SHOWN + name, null);
    }

    /** Every mart, by name, as the log has it now. */
    public synchronized List<DeclaredMart> all() {
        reader.upToNow(this::take);
        return List.copyOf(marts.values());
    }

    /** The topic of a mart's current edition; empty where there is no such mart yet. */
    public Optional<String> topic(String mart) {
        return all().stream()
                .filter(declared -> declared.name().equals(mart))
                .findFirst()
                .flatMap(DeclaredMart::current)
                .map(MartEdition::topic);
    }

    /** Notes that a warehouse shows this edition. Durable on return. */
    public void noteShown(String mart, String topic) {
        write(SHOWN + mart, topic.getBytes(UTF_8));
    }

    /** Per mart, the topic of the edition that a warehouse was the last to show, as the log has it now. */
    public synchronized Map<String, String> shown() {
        reader.upToNow(this::take);
        return Map.copyOf(shown);
    }

    @Override
    public synchronized void close() {
        producer.close(Duration.ofSeconds(5));
        reader.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), UTF_8);
        boolean note = key.startsWith(SHOWN);
        if (record.value() == null) {
            (note ? shown : marts).remove(note ? key.substring(SHOWN.length()) : key);
        } else if (note) {
            shown.put(key.substring(SHOWN.length()), new String(record.value(), UTF_8));
        } else {
            marts.put(key, mart(record));
        }
    }

    /** A record from before there were editions is the declaration itself: its mart is the current one. */
    private static DeclaredMart mart(ConsumerRecord<byte[], byte[]> record) {
        DeclaredMart mart = Json.read(record.value(), DeclaredMart.class);
        if (!mart.editions().isEmpty()) {
            return mart;
        }
        MartDeclaration alone = Json.read(record.value(), MartDeclaration.class);
        return new DeclaredMart(
                alone.name(),
                List.of(new MartEdition(
                        alone, MartEdition.Role.CURRENT, Instant.ofEpochMilli(record.timestamp()), null, null, null)));
    }

    private void write(String name, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, 0, name.getBytes(UTF_8), value))
                    .get();
        } catch (ExecutionException failed) {
            throw new LogFailure(
                    "The mart " + name + " cannot be published to the log at " + address.bootstrapServers() + ": "
                            + failed.getCause().getMessage() + ". Check that it runs and can be reached.",
                    failed.getCause());
        } catch (InterruptedException stopped) {
            throw Topics.interrupted(stopped);
        }
    }
}
