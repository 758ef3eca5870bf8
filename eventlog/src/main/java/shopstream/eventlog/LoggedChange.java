package shopstream.eventlog;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a record of a dataset tells about the change that it holds.
 *
 * @param operation r (read), c (created), u (updated) or d (deleted)
 * @param position in the source, as text that sorts like the places
 * @param commitTime when the source committed it, or when a vanished row was found to be gone
 * @param contract that it was checked against, as {@code id@version}; null where the row is gone without a word
 */
public record LoggedChange(String operation, String position, Instant commitTime, Instant ingestedAt, String contract) {

    /** What the record tells; nothing for one that stands in the topic a second time only to wake its readers. */
    public static Optional<LoggedChange> of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        if (RecordHeader.WAKE.equals(RecordHeader.text(headers, RecordHeader.KIND))) {
            return Optional.empty();
        }
        Instant committed = RecordHeader.commitTime(headers);
        Instant ingested = RecordHeader.instant(headers, RecordHeader.INGESTED_AT);
        return Optional.of(new LoggedChange(
                RecordHeader.text(headers, RecordHeader.OPERATION),
                RecordHeader.text(headers, RecordHeader.POSITION),
                committed == null ? Instant.ofEpochMilli(record.timestamp()) : committed,
                ingested,
                RecordHeader.text(headers, RecordHeader.CONTRACT)));
    }
}
