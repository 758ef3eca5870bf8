package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Notes in the quarantine that a stale row is current again or gone, so that the quarantine alone tells which are. */
final class StaleNotes {
    private final String source;
    private final SourceState state;
    private final LogWriter writer;

    StaleNotes(String source, SourceState state, LogWriter writer) {
        this.source = source;
        this.state = state;
        this.writer = writer;
    }

    /** Does nothing unless the row is stale. */
    void supersede(DatasetState dataset, byte[] key, byte[] position) {
        if (dataset.stale().isEmpty() || dataset.stale().remove(new String(key, UTF_8)) == null) {
            return;
        }
        note(dataset, key, position);
    }

    /** A kill may have come between a row and its note: the notes that are missing. */
    void completeAfterRecovery() {
        for (DatasetState dataset : state.datasets()) {
            dataset.unnoted().forEach((key, position) -> note(dataset, key.getBytes(UTF_8), position));
            dataset.unnoted().clear();
        }
    }

    private void note(DatasetState dataset, byte[] key, byte[] position) {
        Headers headers = new RecordHeaders()
                .add(RecordHeader.SOURCE, source.getBytes(UTF_8))
                .add(RecordHeader.POSITION, position)
                .add(RecordHeader.DATASET, dataset.name().getBytes(UTF_8))
                .add(RecordHeader.KIND, RecordHeader.SUPERSEDED.getBytes(UTF_8));
        PartitionState quarantine = state.quarantine();
        writer.send(new ProducerRecord<>(quarantine.topic(), 0, null, key, null, headers), quarantine);
    }
}
