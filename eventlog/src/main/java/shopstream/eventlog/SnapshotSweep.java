package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import shopstream.contracts.Operation;

/** Deletes rows that the source no longer has. Only hashes are kept in memory, so the keys are read again. */
final class SnapshotSweep {
    private final LogAddress address;
    private final String source;
    private final SourceState state;
    private final LogWriter writer;
    private final StaleNotes notes;

    SnapshotSweep(LogAddress address, String source, SourceState state, LogWriter writer, StaleNotes notes) {
        this.address = address;
        this.source = source;
        this.state = state;
        this.writer = writer;
        this.notes = notes;
    }

    /** Those that a whole reading of the table has not met. Every row of it stands at or before the newest position. */
    void unmet(DatasetState dataset, Instant now) {
        if (!dataset.keys().livingWereMet()) {
            delete(dataset, hash -> !dataset.keys().met(hash), state.newestPosition(), now);
        }
    }

    /** All of them: the table was truncated there. */
    void everything(DatasetState dataset, byte[] position, Instant now) {
        if (dataset.keys().living() > 0) {
            delete(dataset, hash -> true, position, now);
        }
    }

    private void delete(DatasetState dataset, LongPredicate gone, byte[] position, Instant now) {
        try (TopicReader reader = new TopicReader(address)) {
            reader.everything(dataset.topic(), found -> {
                long hash = KeyHash.of(found.key());
                if (dataset.keys().lives(hash) && gone.test(hash)) {
                    delete(dataset, found, hash, position, now);
                }
            });
        }
    }

    private void delete(
            DatasetState dataset, ConsumerRecord<byte[], byte[]> found, long hash, byte[] position, Instant now) {
        Headers headers = new RecordHeaders()
                .add(RecordHeader.SOURCE, source.getBytes(UTF_8))
                .add(RecordHeader.POSITION, position)
                .add(RecordHeader.COMMIT_TIME, RecordHeader.micros(now))
                .add(RecordHeader.INGESTED_AT, RecordHeader.micros(now))
                .add(RecordHeader.OPERATION, Operation.DELETE.letter().getBytes(UTF_8))
                .add(RecordHeader.KIND, RecordHeader.VANISHED.getBytes(UTF_8));
        PartitionState partition = dataset.partitions().get(found.partition());
        ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(
                dataset.topic(), found.partition(), now.toEpochMilli(), found.key(), null, headers);
        writer.send(tombstone, partition);
        partition.appended(tombstone, position, now.toEpochMilli());
        dataset.keys().live(hash, false);
        notes.supersede(dataset, found.key(), position);
    }
}
