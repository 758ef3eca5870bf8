package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes a log from a backup: a broker's directory in which everything stands that the backup holds. */
public final class LogRestoration {
    private final Path backup;
    private final BackupManifest manifest;
    private final LongConsumer written;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long records;

    /** @param written told the records written so far, now and then */
    public LogRestoration(Path backup, BackupManifest manifest, LongConsumer written) {
        this.backup = backup;
        this.manifest = manifest;
        this.written = written;
    }

    /** @throws LogFailure naming a file of the backup that is missing or not as it was written */
    public void verify() {
        for (CopiedTopic topic : manifest.topics()) {
            for (CopiedTopic.Partition partition : topic.partitions()) {
                Path file = backup.resolve(partition.file());
                try {
                    if (!Files.exists(file)) {
                        throw new LogFailure("The backup " + backup + " is not complete: " + file + " is missing.");
                    }
                    if (!RecordFile.sha256(file).equals(partition.sha256())) {
                        throw new LogFailure(
                                "The backup " + backup + " is damaged: " + file + " is not as it was written.");
                    }
                } catch (IOException unreadable) {
                    throw new LogFailure(file + " cannot be read: " + unreadable.getMessage() + ".", unreadable);
                }
            }
        }
    }

    /**
     * Writes the log. Nothing else may be in the directory.
     *
     * @throws LogFailure when it cannot be written; what is in the directory is of no use then
     */
    public void into(Path directory) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), manifest.prefix(), (short) 1);
            try (Topics topics = new Topics(log)) {
                manifest.topics()
                        .forEach(topic ->
                                topics.ensure(topic.name(), topic.partitions().size(), topic.settings()));
                topics.ensureInternal(log.names().progress());
            }
            try (KafkaProducer<byte[], byte[]> producer = producer(log)) {
                for (CopiedTopic topic : manifest.topics()) {
                    for (int partition = 0; partition < topic.partitions().size(); partition++) {
                        Path file =
                                backup.resolve(topic.partitions().get(partition).file());
                        RecordFile.read(file, topic.name(), partition, record -> send(producer, record));
                    }
                }
                send(
                        producer,
                        new ProducerRecord<>(
                                log.names().progress(),
                                0,
                                manifest.mark().source().getBytes(UTF_8),
                                Json.bytes(mark())));
                producer.flush();
                requireSound();
            }
            requireWhole(log);
            written.accept(records);
        } catch (IOException | KafkaException failed) {
            throw failed(failed);
        }
    }

    /** The backup's mark, for offsets as they are here: without gaps, from 0 on. */
    private ProgressMark mark() {
        ProgressMark then = manifest.mark();
        Map<String, List<Long>> ends = new TreeMap<>();
        for (CopiedTopic topic : manifest.topics()) {
            if (then.endOffsets().containsKey(topic.name())) {
                ends.put(
                        topic.name(),
                        topic.partitions().stream()
                                .map(CopiedTopic.Partition::records)
                                .toList());
            }
        }
        return new ProgressMark(
                then.source(),
                then.sourceTime(),
                then.writtenAt(),
                manifest.readAnew() ? Recovery.SNAPSHOT : then.state(),
                ends,
                then.counts(),
                then.lastChangeSeen(),
                manifest.readAnew() ? null : then.snapshot());
    }

    private static KafkaProducer<byte[], byte[]> producer(LogAddress log) {
        return new KafkaProducer<>(
                log.client(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "20",
                        "batch.size", Integer.toString(1 << 20),
                        "buffer.memory", Integer.toString(64 << 20),
                        "max.request.size", Integer.toString(Topics.RECORD_BYTES_MAX),
                        // A full disk is to be told soon.
                        "request.timeout.ms", "15000",
                        "delivery.timeout.ms", "20000",
                        "compression.type", "lz4",
                        "enable.metrics.push", "false")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        requireSound();
        producer.send(record, (stands, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
        records++;
        if (records % 10_000 == 0) {
            written.accept(records);
        }
    }

    private void requireSound() {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed(failed);
        }
    }

    private LogFailure failed(Exception cause) {
        return new LogFailure(
                "The backup " + backup + " cannot be written into a log: " + cause.getMessage()
                        + ". Check the free space.",
                cause);
    }

    /** What was acknowledged stands there: every record of every partition. */
    private void requireWhole(LogAddress log) {
        try (LogOffsets offsets = new LogOffsets(log)) {
            Map<String, Map<Integer, Long>> ends = offsets.ends(
                    manifest.topics().stream().map(CopiedTopic::name).toList());
            for (CopiedTopic topic : manifest.topics()) {
                for (int partition = 0; partition < topic.partitions().size(); partition++) {
                    long stands = ends.get(topic.name()).getOrDefault(partition, -1L);
                    long wanted = topic.partitions().get(partition).records();
                    if (stands != wanted) {
                        throw new LogFailure("Partition " + partition + " of " + topic.name() + " has " + stands
                                + " records after the restoration, not the " + wanted + " of the backup.");
                    }
                }
            }
        }
    }
}
