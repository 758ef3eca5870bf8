package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The marts there are, kept in the log: whoever runs the models publishes them, whoever serves them reads them. For use
 * by several threads.
 */
public final class MartCatalog implements AutoCloseable {
    private final LogAddress address;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicReader reader;
    private final Map<String, MartDeclaration> marts = new TreeMap<>();

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
    public void publish(MartDeclaration declaration) {
        write(declaration.name(), Json.bytes(declaration));
    }

    /** Takes a mart out; nothing happens when it is not there. Durable on return. */
    public void withdraw(String name) {
        write(name, null);
    }

    /** Every mart, by name, as the log has it now. */
    public synchronized List<MartDeclaration> all() {
        reader.upToNow(this::take);
        return List.copyOf(marts.values());
    }

    @Override
    public synchronized void close() {
        producer.close(Duration.ofSeconds(5));
        reader.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            marts.remove(new String(record.key(), UTF_8));
        } else {
            MartDeclaration declaration = Json.read(record.value(), MartDeclaration.class);
            marts.put(declaration.name(), declaration);
        }
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
