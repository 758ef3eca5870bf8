package shopstream.eventlog;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a source's records in order, each once; after the first failure it refuses everything. */
final class LogWriter implements AutoCloseable {
    private final LogAddress address;
    private final String source;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception failure;

    LogWriter(LogAddress address, String source) {
        this.address = address;
        this.source = source;
        this.producer = new KafkaProducer<>(
                address.client(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "2",
                        "batch.size", Integer.toString(256 << 10),
                        "buffer.memory", Integer.toString(64 << 20),
                        "max.request.size", Integer.toString(Topics.RECORD_BYTES_MAX),
                        "compression.type", "lz4",
                        "enable.metrics.push", "false")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a record that moves the end of its partition, up to which a mark counts. */
    void send(ProducerRecord<byte[], byte[]> record, PartitionState partition) {
        requireSound();
        try {
            producer.send(record, (written, failed) -> {
                if (failed != null) {
                    failure = failed;
                } else if (written.hasOffset()) {
                    partition.acknowledged(written.offset());
                } else {
                    // A retry that the broker knew already, but no longer where: only reading back can tell.
                    failure = new LogFailure("the broker did not say where the record stands");
                }
            });
        } catch (KafkaException refused) {
            failure = refused;
            requireSound();
        }
    }

    /** Sends a record that no mark counts: a mark itself, or a wake. */
    void sendUncounted(ProducerRecord<byte[], byte[]> record) {
        requireSound();
        try {
            producer.send(record, (written, failed) -> {
                if (failed != null) {
                    failure = failed;
                }
            });
        } catch (KafkaException refused) {
            failure = refused;
            requireSound();
        }
    }

    /** Returns when everything sent is durable. */
    void flush() {
        producer.flush();
        requireSound();
    }

    /** Whether everything is refused by now. */
    boolean failed() {
        return failure != null;
    }

    void requireSound() {
        Exception failed = failure;
        if (failed != null) {
            throw new LogFailure(
                    "A record of " + source + " could not be written to the log at " + address.bootstrapServers()
                            + ": " + failed.getMessage() + ". Check that the broker runs and has space. What was not"
                            + " written is read from the source again, and nothing is lost or doubled.",
                    failed);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
