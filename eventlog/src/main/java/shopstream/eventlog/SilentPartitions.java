package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What was written last to each partition of a stream, so that it can be written once more when nothing follows: a job commits how
 * far it has read only when it reads on. An event that is told again is known by its {@code messageId}, so that this changes
 * nothing. For use by several threads.
 */
final class SilentPartitions {
    /** Longer than a job takes from an event to the checkpoint behind it; the second is for slow ones. */
    private static final long[] WAKE_AFTER_MILLIS = {1_500, 5_000};

    private final Map<Integer, Last> last = new ConcurrentHashMap<>();

    /** @param behind where the partition ends after it @param wakes how often it has been written since */
    private record Last(ProducerRecord<byte[], byte[]> record, long offset, long behind, long atMillis, int wakes) {}

    /** An event has been written. */
    void written(ProducerRecord<byte[], byte[]> record, RecordMetadata where, long nowMillis) {
        if (where.hasOffset()) {
            Last now = new Last(record, where.offset(), where.offset() + 1, nowMillis, 0);
            last.merge(where.partition(), now, (before, after) -> after.offset() > before.offset() ? after : before);
        }
    }

    /** The last records of partitions that have been silent for long enough, once more. */
    List<ProducerRecord<byte[], byte[]>> due(long nowMillis) {
        List<ProducerRecord<byte[], byte[]>> due = new ArrayList<>();
        last.replaceAll((partition, each) -> {
            // Where the clock was set back, silence is counted from there on.
            long since = Math.min(each.atMillis(), nowMillis);
            if (each.wakes() == WAKE_AFTER_MILLIS.length || nowMillis - since < WAKE_AFTER_MILLIS[each.wakes()]) {
                return new Last(each.record(), each.offset(), each.behind(), since, each.wakes());
            }
            due.add(again(each.record(), partition));
            return new Last(each.record(), each.offset(), each.behind(), since, each.wakes() + 1);
        });
        return due;
    }

    private static ProducerRecord<byte[], byte[]> again(ProducerRecord<byte[], byte[]> record, int partition) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(RecordHeader.KIND, RecordHeader.WAKE.getBytes(UTF_8));
        return new ProducerRecord<>(
                record.topic(), partition, record.timestamp(), record.key(), record.value(), headers);
    }

    /** A record that only wakes readers has been written. */
    void woken(RecordMetadata where) {
        if (where.hasOffset()) {
            last.computeIfPresent(
                    where.partition(),
                    (partition, each) -> where.offset() == each.behind()
                            ? new Last(each.record(), each.offset(), each.behind() + 1, each.atMillis(), each.wakes())
                            : each);
        }
    }

    /** Where a partition ends without the records that only wake readers, if it ends at {@code end} with them. */
    long counted(int partition, long end) {
        Last each = last.get(partition);
        return each != null && each.behind() == end ? each.offset() + 1 : end;
    }
}
