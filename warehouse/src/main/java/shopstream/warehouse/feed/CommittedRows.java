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
        try (MartTopics topics = MartTopics.committed(log)) {
            var from = new HashMap<Integer, Long>();
            topics.bounds(topic).forEach((partition, bound) -> from.put(partition, bound[0]));
            topics.read(Map.of(topic, from));
            while (topics.positions(topic).entrySet().stream()
                    .anyMatch(position -> position.getValue() < until.getOrDefault(position.getKey(), 0L))) {
                topics.poll(WAIT).forEach(record -> {
                    ByteBuffer key = ByteBuffer.wrap(record.key());
                    if (keys.contains(key) && record.offset() < until.getOrDefault(record.partition(), 0L)) {
                        newest.put(key, record.value());
                    }
                });
            }
        }
        return newest;
    }
}
