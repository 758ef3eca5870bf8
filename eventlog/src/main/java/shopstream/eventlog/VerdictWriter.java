package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import shopstream.contracts.Accepted;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;

/** Makes one record of each verdict: an accepted one's in its dataset, a rejected one's in the quarantine. */
final class VerdictWriter {
    private final String source;
    private final SourceState state;
    private final LogWriter writer;
    private final StaleNotes notes;
    private final Clock clock;

    VerdictWriter(String source, SourceState state, LogWriter writer, StaleNotes notes, Clock clock) {
        this.source = source;
        this.state = state;
        this.writer = writer;
        this.notes = notes;
        this.clock = clock;
    }

    /** Does nothing when the partition has the verdict's position already. Returns before the record is durable. */
    void append(Verdict verdict) {
        writer.requireSound();
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

    private void append(DatasetState dataset, Accepted accepted, byte[] position) {
        long hash = KeyHash.of(accepted.key());
        state.sees(dataset, position, hash, accepted.origin().commitTime(), false);
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
        writer.send(record, partition);
        partition.appended(record, position, clock.millis());
        dataset.keys().live(hash, accepted.value() != null);
        dataset.countAccepted();
        notes.supersede(dataset, accepted.key(), position);
    }

    private void append(DatasetState dataset, Rejected rejected, byte[] position) {
        long hash = rejected.key() == null ? 0 : KeyHash.of(rejected.key());
        state.sees(dataset, position, hash, rejected.origin().commitTime(), true);
        PartitionState quarantine = state.quarantine();
        if (quarantine.isReplay(position)) {
            return;
        }
        boolean stale = rejected.key() != null && dataset.keys().lives(hash);
        Instant now = clock.instant();
        Headers headers = RecordHeader.of(rejected, position, now);
        headers.add(RecordHeader.DATASET, dataset.name().getBytes(UTF_8));
        if (stale) {
            headers.add(RecordHeader.STALE, "true".getBytes(UTF_8));
            dataset.stale().put(new String(rejected.key(), UTF_8), position);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                quarantine.topic(),
                0,
                now.toEpochMilli(),
                rejected.key(),
                Json.bytes(QuarantineRecord.of(rejected, stale)),
                headers);
        writer.send(record, quarantine);
        quarantine.appended(record, position, now.toEpochMilli());
        dataset.countQuarantined();
    }
}
