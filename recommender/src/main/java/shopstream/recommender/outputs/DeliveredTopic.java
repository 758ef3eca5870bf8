package shopstream.recommender.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LogFailure;
import shopstream.eventlog.Topics;

/**
 * A compacted topic: the key is the customer as text, the value the record, and the header {@code run} says which delivery it is of.
 * Whoever is no longer active gets a tombstone.
 */
public final class DeliveredTopic implements DeliveryTarget {
    /** Which delivery a record is of. */
    static final String RUN = "run";

    private static final int PARTITIONS = 2;
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final LogAddress log;
    private final String topic;

    public DeliveredTopic(LogAddress log) {
        this.log = log;
        this.topic = log.names().recommendations();
    }

    @Override
    public String words() {
        return "the topic " + topic;
    }

    @Override
    public boolean keepsAll() {
        return false;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException, InterruptedException {
        try (Topics topics = new Topics(log)) {
            topics.ensureCurrent(topic, PARTITIONS);
        } catch (LogFailure away) {
            throw new IOException(away.getMessage(), away);
        }
        KafkaProducer<byte[], byte[]> producer = producer();
        try {
            Sending sending = new Sending(producer, delivery);
            delivery.each(line -> sending.send(line.customer(), line.text().getBytes(UTF_8)));
            for (String customer : delivery.gone()) {
                sending.send(customer, null);
            }
            producer.flush();
            sending.requireSound();
        } catch (InterruptException stopped) {
            // It has told the thread again, which is told by what is thrown.
            Thread.interrupted();
            throw new InterruptedException("stopped while " + words() + " was written");
        } catch (KafkaException refused) {
            throw failed(refused);
        } finally {
            producer.close(CLOSING);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                log.client(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "20",
                        "compression.type", "lz4",
                        "enable.metrics.push", "false")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private IOException failed(Exception why) {
        return new IOException(
                "The topic " + topic + " at " + log.bootstrapServers() + " cannot be written: " + why.getMessage()
                        + ". Check that the broker runs and has space.",
                why);
    }

    /** One delivery on its way. */
    private final class Sending {
        private final KafkaProducer<byte[], byte[]> producer;
        private final Delivery delivery;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        private Sending(KafkaProducer<byte[], byte[]> producer, Delivery delivery) {
            this.producer = producer;
            this.delivery = delivery;
        }

        private void send(String customer, byte[] value) throws IOException {
            requireSound();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, null, delivery.moment().toEpochMilli(), customer.getBytes(UTF_8), value);
            record.headers().add(RUN, delivery.run().getBytes(UTF_8));
            producer.send(record, (written, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
        }

        private void requireSound() throws IOException {
            if (failure.get() != null) {
                throw failed(failure.get());
            }
        }
    }
}
