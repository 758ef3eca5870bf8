package shopstream.eventlog;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What the writer knows of one partition: how far it has got, and what stands there last. */
final class PartitionState {
    /**
     * How long a partition must be silent before its last record is appended once more. Flink's source commits only
     * when its poll returns; the later times cover slow checkpoints and jobs that start after the last record.
     */
    private static final long[] WAKE_AFTER_MILLIS = {400, 2_000, 8_000, 30_000};

    private final String topic;
    private final int partition;
    private byte[] lastPosition = {};
    private byte[] lastKey;
    private byte[] lastValue;
    private Headers lastHeaders;
    private long lastTimestamp;
    private long changedAtMillis;
    private int wakes;
    /** Written by the producer's thread, read after a flush. */
    private volatile long end;

    PartitionState(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    /** Positions sort like their text, so that no text needs to be parsed here. */
    boolean isReplay(byte[] position) {
        return Arrays.compareUnsigned(position, lastPosition) <= 0;
    }

    String topic() {
        return topic;
    }

    long end() {
        return end;
    }

    byte[] lastPosition() {
        return lastPosition;
    }

    /** What was noted of it; what stands there last is found again. */
    void resume(long notedEnd, byte[] notedPosition) {
        end = notedEnd;
        lastPosition = notedPosition;
    }

    void acknowledged(long offset) {
        end = Math.max(end, offset + 1);
    }

    void found(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
        if (!RecordHeader.WAKE.equals(RecordHeader.text(record.headers(), RecordHeader.KIND))) {
            acknowledged(record.offset());
        }
        byte[] position = RecordHeader.bytes(record.headers(), RecordHeader.POSITION);
        remember(position, record.key(), record.value(), record.headers(), record.timestamp(), nowMillis);
    }

    void appended(ProducerRecord<byte[], byte[]> record, byte[] position, long nowMillis) {
        remember(position, record.key(), record.value(), record.headers(), record.timestamp(), nowMillis);
    }

    private void remember(byte[] position, byte[] key, byte[] value, Headers headers, long timestamp, long nowMillis) {
        if (position != null && !isReplay(position)) {
            lastPosition = position;
        }
        lastKey = key;
        lastValue = value;
        lastHeaders = headers;
        lastTimestamp = timestamp;
        changedAtMillis = nowMillis;
        wakes = 0;
    }

    /** The last record once more, when it is due: silent for the next of the times since the last change. */
    Optional<ProducerRecord<byte[], byte[]>> wakeIfDue(long nowMillis) {
        // Where the clock was set back, silence is counted from there on.
        changedAtMillis = Math.min(changedAtMillis, nowMillis);
        if (lastHeaders == null
                || wakes == WAKE_AFTER_MILLIS.length
                || nowMillis - changedAtMillis < WAKE_AFTER_MILLIS[wakes]) {
            return Optional.empty();
        }
        wakes++;
        Headers headers = new RecordHeaders(lastHeaders);
        headers.remove(RecordHeader.KIND);
        headers.add(RecordHeader.KIND, RecordHeader.WAKE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Optional.of(new ProducerRecord<>(topic, partition, lastTimestamp, lastKey, lastValue, headers));
    }
}
