package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.contracts.Accepted;
import shopstream.contracts.EventContract;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;

/**
 * The writer of a stream of events: append only, each record on its own, nothing is dropped here. Takes verdicts only, so that
 * nothing unchecked gets in. A record that cannot be written fails its own batch and no other; who told the events may tell
 * them again, since readers know an event that comes twice by its {@code messageId}. For use by any number of threads.
 */
public final class EventStream implements AutoCloseable {
    private static final int PARTITIONS = 2;

    /** Behind the last event of a partition stand those that only wake readers. */
    private static final int LAST_LOOKED_AT = 20;

    /** Whoever tells events waits meanwhile. */
    private static final Duration DURABLE_WITHIN = Duration.ofSeconds(10);

    private final LogAddress address;
    private final String topic;
    private final String quarantine;
    private final Clock clock;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SilentPartitions silent = new SilentPartitions();

    /** Creates the topics that are missing. */
    public EventStream(LogAddress address, EventContract contract, Clock clock) {
        this.address = address;
        this.topic = address.names().events(contract.dataset());
        this.quarantine = address.names().quarantine();
        this.clock = clock;
        try (Topics topics = new Topics(address)) {
            topics.ensureEvents(topic, contract.partitions().orElse(PARTITIONS), contract.retention());
            topics.ensureHistory(quarantine);
        }
        try (TopicReader reader = new TopicReader(address)) {
            reader.tail(topic, LAST_LOOKED_AT, record -> silent.found(record, clock.millis()));
        }
        this.producer = producer(address);
    }

    /** Told apart by nothing but what it writes: a benchmark runs one alone. */
    static KafkaProducer<byte[], byte[]> producer(LogAddress address) {
        return new KafkaProducer<>(
                address.client(Map.of(
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "linger.ms",
                        "2",
                        "batch.size",
                        Integer.toString(256 << 10),
                        "buffer.memory",
                        Integer.toString(64 << 20),
                        "max.block.ms",
                        Long.toString(DURABLE_WITHIN.toMillis() / 2),
                        "request.timeout.ms",
                        Long.toString(DURABLE_WITHIN.toMillis() / 2),
                        "delivery.timeout.ms",
                        Long.toString(DURABLE_WITHIN.toMillis()),
                        "compression.type",
                        "lz4",
                        "enable.metrics.push",
                        "false")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Appends events that were told together: accepted ones to the stream, rejected ones to the quarantine. What is returned
     * completes when all of them are durable, and fails with a {@link LogFailure} when any is not.
     */
    public CompletableFuture<Void> append(List<? extends Verdict> verdicts) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        if (verdicts.isEmpty()) {
            durable.complete(null);
            return durable;
        }
        Instant now = clock.instant();
        AtomicInteger outstanding = new AtomicInteger(verdicts.size());
        Callback written = (where, failed) -> {
            if (failed != null) {
                durable.completeExceptionally(failure(failed));
            } else if (outstanding.decrementAndGet() == 0) {
                durable.complete(null);
            }
        };
        try {
            for (Verdict verdict : verdicts) {
                ProducerRecord<byte[], byte[]> record = record(verdict, now);
                producer.send(record, verdict instanceof Accepted ? noting(record, now, written) : written);
            }
        } catch (KafkaException refused) {
            durable.completeExceptionally(failure(refused));
        }
        return durable;
    }

    private Callback noting(ProducerRecord<byte[], byte[]> record, Instant now, Callback written) {
        return (where, failed) -> {
            if (failed == null) {
                silent.written(record, where, now.toEpochMilli());
            }
            written.onCompletion(where, failed);
        };
    }

    /** Appends the last event of every partition that has fallen silent once more, to wake readers. */
    void wakeSilentPartitions() {
        silent.due(clock.millis())
                .forEach(record -> producer.send(record, (where, failed) -> {
                    if (failed == null) {
                        silent.woken(where);
                    }
                }));
    }

    /** Where a partition ends without records that only wake readers, if it ends at {@code end} with them. */
    long counted(int partition, long end) {
        return silent.counted(partition, end);
    }

    String topic() {
        return topic;
    }

    private ProducerRecord<byte[], byte[]> record(Verdict verdict, Instant now) {
        Headers headers =
                RecordHeader.of(verdict, verdict.origin().position().toString().getBytes(UTF_8), now);
        if (verdict instanceof Accepted accepted) {
            return new ProducerRecord<>(topic, null, now.toEpochMilli(), accepted.key(), accepted.value(), headers);
        }
        Rejected rejected = (Rejected) verdict;
        headers.add(RecordHeader.DATASET, rejected.dataset().getBytes(UTF_8));
        return new ProducerRecord<>(
                quarantine,
                0,
                now.toEpochMilli(),
                rejected.key(),
                Json.bytes(QuarantineRecord.of(rejected, false)),
                headers);
    }

    private LogFailure failure(Exception cause) {
        return new LogFailure(
                "Events could not be written to the log at " + address.bootstrapServers() + ": " + cause.getMessage()
                        + ". Check that the broker runs and has space; who told the events has to tell them again.",
                cause);
    }

    /** Writes out what has been appended, and lets go of the log. */
    @Override
    public void close() {
        producer.close(DURABLE_WITHIN);
    }
}
