package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private static final long[] AFTER_AN_EVENT = {1_500, 5_000};

    /** Nobody knows here when the jobs run again. */
    private static final long[] AFTER_A_START =
            LongStream.rangeClosed(1, 15).map(time -> time * 2_000).toArray();

    private final Map<Integer, Last> last = new ConcurrentHashMap<>();

    /**
     * @param behind where the partition ends after it
     * @param silences after which it is to be written again
     * @param wakes how often it has been written since
     */
    private record Last(
            ProducerRecord<byte[], byte[]> record,
            long offset,
            long behind,
            long atMillis,
            long[] silences,
            int wakes) {
        boolean isDue(long nowMillis) {
            return wakes < silences.length && nowMillis - atMillis >= silences[wakes];
        }

        Last at(long millis) {
            return new Last(record, offset, behind, millis, silences, wakes);
        }

        Last woken() {
            return new Last(record, offset, behind, atMillis, silences, wakes + 1);
        }

        Last endingAt(long end) {
            return new Last(record, offset, end, atMillis, silences, wakes);
        }
    }

    /** A record that stands in the log at a start; to be called in the order of each partition. */
    void found(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
        boolean onlyWakes = RecordHeader.WAKE.equals(RecordHeader.text(record.headers(), RecordHeader.KIND));
        if (onlyWakes && last.containsKey(record.partition())) {
            last.computeIfPresent(record.partition(), (partition, each) -> each.endingAt(record.offset() + 1));
            return;
        }
        Headers headers = new RecordHeaders(record.headers());
        headers.remove(RecordHeader.KIND);
        ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), record.value(), headers);
        last.put(
                record.partition(), new Last(event, record.offset(), record.offset() + 1, nowMillis, AFTER_A_START, 0));
    }

    /** An event has been written. */
    void written(ProducerRecord<byte[], byte[]> record, RecordMetadata where, long nowMillis) {
        if (where.hasOffset()) {
            Last now = new Last(record, where.offset(), where.offset() + 1, nowMillis, AFTER_AN_EVENT, 0);
            last.merge(where.partition(), now, (before, after) -> after.offset() > before.offset() ? after : before);
        }
    }

    /** The last records of partitions that have been silent for long enough, once more. */
    List<ProducerRecord<byte[], byte[]>> due(long nowMillis) {
        List<ProducerRecord<byte[], byte[]>> due = new ArrayList<>();
        last.replaceAll((partition, each) -> {
            // Where the clock was set back, silence is counted from there on.
            Last now = each.at(Math.min(each.atMillis(), nowMillis));
            if (!now.isDue(nowMillis)) {
                return now;
            }
            due.add(again(each.record(), partition));
            return now.woken();
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
                    (partition, each) -> where.offset() == each.behind() ? each.endingAt(each.behind() + 1) : each);
        }
    }

    /** Where a partition ends without the records that only wake readers, if it ends at {@code end} with them. */
    long counted(int partition, long end) {
        Last each = last.get(partition);
        return each != null && each.behind() == end ? each.offset() + 1 : end;
    }
}
