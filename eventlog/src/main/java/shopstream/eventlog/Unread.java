package shopstream.eventlog;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Tells how many records of a topic a job has still to read. For use by several threads. */
public final class Unread implements AutoCloseable {
    private final LogOffsets offsets;

    public Unread(LogAddress address) {
        this.offsets = new LogOffsets(address);
    }

    /**
     * How many records stand behind what a group has committed, counted from the topic's beginning where it has committed nothing.
     *
     * @return empty where there is no such topic
     * @throws LogFailure when the broker does not answer
     */
    public OptionalLong by(String group, String topic) {
        // In this order: what was committed is before an end that is asked for after it.
        Map<TopicPartition, Long> committed = offsets.committed(Set.of(group)).getOrDefault(group, Map.of());
        Map<Integer, Long> ends = offsets.ends(Set.of(topic)).get(topic);
        if (ends == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ends.entrySet().stream()
                .mapToLong(end -> Math.max(
                        0, end.getValue() - committed.getOrDefault(new TopicPartition(topic, end.getKey()), 0L)))
                .sum());
    }

    @Override
    public void close() {
        offsets.close();
    }
}
