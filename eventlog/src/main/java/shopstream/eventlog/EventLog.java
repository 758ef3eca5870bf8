package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.contracts.Accepted;
import shopstream.contracts.Contract;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;

/**
 * The one writer of a source's topics. Takes verdicts only, so that nothing unchecked gets in; drops what a partition
 * has already, so that a source may be read again from any earlier place. After a failure nothing more is taken: open
 * it again, and it goes on exactly where the log ends. For use by several threads.
 */
public final class EventLog implements AutoCloseable {
    private static final int PARTITIONS = 2;

    /**
     * How long a partition must be silent before its last record is appended once more. Flink's source commits only
     * when its poll returns; the later times cover slow checkpoints and jobs that start after the last record.
     */
    private static final long[] WAKE_AFTER_MILLIS = {400, 2_000, 8_000, 30_000};

    private final LogAddress address;
    private final String source;
    private final Clock clock;
    private final Producer<byte[], byte[]> producer;
    private final SourceState state;
    private volatile Exception failure;

    /** Creates the topics that are missing, and reads back what the log holds of this source. */
    public EventLog(LogAddress address, String source, List<Contract> contracts) {
        this(address, source, contracts, Clock.systemUTC());
    }

    public EventLog(LogAddress address, String source, List<Contract> contracts, Clock clock) {
        this.address = address;
        this.source = source;
        this.clock = clock;
        TopicNames names = address.names();
        try (Topics topics = new Topics(address)) {
            for (Contract contract : contracts) {
                topics.ensureKeyed(
                        names.dataset(source, contract.dataset()),
                        contract.partitions().orElse(PARTITIONS));
            }
            topics.ensureHistory(names.quarantine());
            topics.ensureInternal(names.progress());
        }
        try (TopicReader reader = new TopicReader(address)) {
            this.state = new Recovery(source, names, reader, clock.millis()).state(contracts);
        }
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

    /**
     * Appends exactly one record: an accepted one to its dataset, a rejected one to the quarantine. Does nothing when
     * the partition it belongs to has this position already. Returns before it is durable; see {@link #flush}.
     *
     * @throws LogFailure when an earlier record could not be written
     */
    public synchronized void append(Verdict verdict) {
        requireSound();
        DatasetState dataset = state.dataset(verdict.dataset());
        if (dataset == null) {
            throw new IllegalArgumentException("The log of " + source + " has no dataset `" + verdict.dataset() + "`.");
        }
        byte[] position = verdict.origin().position().toString().getBytes(UTF_8);
        if (verdict instanceof Accepted accepted) {
            append(dataset, accepted, position);
        } else if (verdict instanceof Rejected rejected) {
            append(dataset, rejected, position);
        }
    }

    /** Returns when everything appended is durable; throws {@link LogFailure} when anything is not. */
    public synchronized void flush() {
        producer.flush();
        requireSound();
    }

    /**
     * Flushes, then writes down how far the source has been read.
     *
     * @param sourceTime everything that the source committed up to then has been appended; null when that cannot be said
     * @param state in words, for people
     */
    public synchronized ProgressMark mark(Instant sourceTime, String state) {
        flush();
        ProgressMark mark = new ProgressMark(
                source,
                sourceTime,
                clock.instant(),
                state,
                this.state.ends(),
                this.state.counts(),
                this.state.lastChangeSeen());
        send(new ProducerRecord<>(address.names().progress(), 0, source.getBytes(UTF_8), Json.bytes(mark)), null);
        flush();
        return mark;
    }

    /**
     * Appends the last record of every partition that has fallen silent once more; to be called a few times a second.
     * An upsert twice changes nothing, but it makes waiting consumers commit what they have read.
     */
    public synchronized void wakeSilentTopics() {
        requireSound();
        long now = clock.millis();
        for (DatasetState dataset : state.datasets()) {
            for (PartitionState partition : dataset.partitions()) {
                ProducerRecord<byte[], byte[]> wake = partition.wakeIfDue(now, WAKE_AFTER_MILLIS);
                if (wake != null) {
                    send(wake, null);
                }
            }
        }
    }

    /** The epoch of the newest record; 0 while there is none. A new snapshot takes the next one. */
    public synchronized long epoch() {
        return state.epoch();
    }

    /**
     * From now on every key met counts as still there. May be called again for the same epoch after a crash in the midst
     * of a snapshot: what the log holds of it is remembered.
     */
    public synchronized void beginSnapshot(long epoch) {
        boolean sameOpen = epoch == state.epoch() && state.snapshotOpen();
        if (epoch <= state.epoch() && !sameOpen) {
            throw new IllegalArgumentException("A new snapshot needs an epoch after " + state.epoch() + ", not " + epoch
                    + ": the log of " + source + " has records of that one already.");
        }
        if (!sameOpen) {
            state.openSnapshot(epoch);
        }
    }

    /** The snapshot is whole: keys that lived before and were not met in it get tombstones. Durable on return. */
    public synchronized void endSnapshot() {
        requireSound();
        if (!state.snapshotOpen()) {
            throw new IllegalStateException("No snapshot of " + source + " has begun.");
        }
        flush();
        for (DatasetState dataset : state.datasets()) {
            if (!dataset.live().within(dataset.seen())) {
                sweep(dataset);
            }
        }
        flush();
        state.closeSnapshot();
    }

    /** Per dataset, since the beginning; see {@link DatasetCounts}. */
    public synchronized Map<String, DatasetCounts> counts() {
        return state.counts();
    }

    /** Writes out what has been appended, and lets go of the log. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }

    private void append(DatasetState dataset, Accepted accepted, byte[] position) {
        long hash = KeyHash.of(accepted.key());
        state.sees(dataset, position, hash, accepted.origin().commitTime());
        int number = dataset.partitionOf(accepted.key());
        PartitionState partition = dataset.partitions().get(number);
        if (partition.isReplay(position)) {
            return;
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                dataset.topic(),
                number,
                accepted.origin().commitTime().toEpochMilli(),
                accepted.key(),
                accepted.value(),
                RecordHeader.of(accepted, position, clock.instant()));
        send(record, partition);
        partition.appended(record, position, clock.millis());
        dataset.apply(hash, accepted.value() == null);
        dataset.countAccepted();
        supersede(dataset, accepted.key(), record.headers());
    }

    private void append(DatasetState dataset, Rejected rejected, byte[] position) {
        long hash = rejected.key() == null ? 0 : KeyHash.of(rejected.key());
        state.sees(dataset, position, hash, rejected.origin().commitTime());
        PartitionState quarantine = state.quarantine();
        if (quarantine.isReplay(position)) {
            return;
        }
        boolean stale = rejected.key() != null && dataset.live().contains(hash);
        Headers headers = RecordHeader.of(rejected, position, clock.instant());
        headers.add(RecordHeader.DATASET, dataset.name().getBytes(UTF_8));
        if (stale) {
            headers.add(RecordHeader.STALE, "true".getBytes(UTF_8));
            dataset.stale().put(new String(rejected.key(), UTF_8), position);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                quarantine.topic(), 0, null, rejected.key(), Json.bytes(QuarantineRecord.of(rejected, stale)), headers);
        send(record, quarantine);
        quarantine.appended(record, position, clock.millis());
        dataset.countQuarantined();
    }

    /** Notes in the quarantine that a stale row is current again or gone, so that the quarantine alone tells which are. */
    private void supersede(DatasetState dataset, byte[] key, Headers of) {
        if (dataset.stale().isEmpty() || dataset.stale().remove(new String(key, UTF_8)) == null) {
            return;
        }
        Headers headers = new RecordHeaders(of)
                .add(RecordHeader.DATASET, dataset.name().getBytes(UTF_8))
                .add(RecordHeader.KIND, RecordHeader.SUPERSEDED.getBytes(UTF_8));
        PartitionState quarantine = state.quarantine();
        send(new ProducerRecord<>(quarantine.topic(), 0, null, key, null, headers), quarantine);
    }

    private void sweep(DatasetState dataset) {
        byte[] position = state.newestPosition();
        Instant now = clock.instant();
        try (TopicReader reader = new TopicReader(address)) {
            reader.everything(dataset.topic(), found -> {
                long hash = KeyHash.of(found.key());
                if (!dataset.live().contains(hash) || dataset.seen().contains(hash)) {
                    return;
                }
                Headers headers = new RecordHeaders()
                        .add(RecordHeader.SOURCE, source.getBytes(UTF_8))
                        .add(RecordHeader.POSITION, position)
                        .add(RecordHeader.COMMIT_TIME, RecordHeader.micros(now))
                        .add(RecordHeader.INGESTED_AT, RecordHeader.micros(now))
                        .add(RecordHeader.OPERATION, "d".getBytes(UTF_8))
                        .add(RecordHeader.KIND, RecordHeader.VANISHED.getBytes(UTF_8));
                PartitionState partition = dataset.partitions().get(found.partition());
                ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(
                        dataset.topic(), found.partition(), now.toEpochMilli(), found.key(), null, headers);
                send(tombstone, partition);
                partition.appended(tombstone, position, clock.millis());
                dataset.apply(hash, true);
                supersede(dataset, found.key(), new RecordHeaders(headers).remove(RecordHeader.KIND));
            });
        }
    }

    /** A record that is not to be counted at the next start, a mark or a wake, moves no end. */
    private void send(ProducerRecord<byte[], byte[]> record, PartitionState partition) {
        try {
            producer.send(record, (written, failed) -> {
                if (failed != null) {
                    failure = failed;
                } else if (partition != null) {
                    partition.acknowledged(written.offset());
                }
            });
        } catch (KafkaException refused) {
            failure = refused;
            requireSound();
        }
    }

    private void requireSound() {
        Exception failed = failure;
        if (failed != null) {
            throw new LogFailure(
                    "A record of " + source + " could not be written to the log at " + address.bootstrapServers()
                            + ": " + failed.getMessage() + ". Check that the broker runs and has space, then start"
                            + " again: nothing is lost or doubled.",
                    failed);
        }
    }
}
