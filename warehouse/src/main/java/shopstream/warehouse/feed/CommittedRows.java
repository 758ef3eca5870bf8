package shopstream.warehouse.feed;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import shopstream.eventlog.LogAddress;

/** The committed rows of a topic, for the few keys that somebody has lost. Reads the whole topic. */
final class CommittedRows {
    private static final Duration WAIT = Duration.ofMillis(100);

    private CommittedRows() {}

    /** The newest value of each key before these positions; a key that is deleted or was never there is left out. */
    static Map<ByteBuffer, byte[]> newest(
            LogAddress log, String topic, Map<Integer, Long> until, Set<ByteBuffer> keys) {
        var newest = new HashMap<ByteBuffer, byte[]>();
        if (keys.isEmpty()) {
            return newest;
        }
        var bell = new Doorbell();
        try (MartTopics topics = MartTopics.committed(log);
                MartReader reader = topics.reader(bell)) {
            var from = new HashMap<Integer, Long>();
            topics.bounds(topic).forEach((partition, bound) -> from.put(partition, bound[0]));
            reader.read(Map.of(topic, from));
            while (reader.positions(topic).entrySet().stream()
                    .anyMatch(position -> position.getValue() < until.getOrDefault(position.getKey(), 0L))) {
                bell.await(WAIT);
                reader.take().forEach(record -> {
                    ByteBuffer key = ByteBuffer.wrap(record.key());
                    if (keys.contains(key) && record.offset() < until.getOrDefault(record.partition(), 0L)) {
                        newest.put(key, record.value());
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while reading " + topic, e);
        }
        return newest;
    }
}
