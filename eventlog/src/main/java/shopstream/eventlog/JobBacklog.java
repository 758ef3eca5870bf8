package shopstream.eventlog;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells which jobs have not committed all that their input topics hold. One question to the broker while nothing is new,
 * so it can be asked many times a second. For use by one thread.
 */
public final class JobBacklog implements AutoCloseable {
    private final LogOffsets offsets;
    private final Map<String, Map<String, Map<Integer, Long>>> doneWith = new HashMap<>();

    /** How far a job has to come: per input topic and partition, the offset of the first record that it need not read. */
    public record Goal(String jobGroup, Map<String, Map<Integer, Long>> ends) {}

    public JobBacklog(LogAddress address) {
        this.offsets = new LogOffsets(address);
    }

    /**
     * The groups that are behind.
     *
     * @param inputs the topics that each consumer group reads
     * @throws LogFailure when the broker does not answer
     */
    public Set<String> behind(Map<String, ? extends Collection<String>> inputs) {
        Set<String> topics = new HashSet<>();
        inputs.values().forEach(topics::addAll);
        Map<String, Map<Integer, Long>> ends = offsets.ends(topics);
        Map<String, Map<String, Map<Integer, Long>>> unsure = new HashMap<>();
        inputs.forEach((group, read) -> {
            Map<String, Map<Integer, Long>> own = new HashMap<>();
            read.forEach(topic -> own.put(topic, ends.getOrDefault(topic, Map.of())));
            if (!own.equals(doneWith.get(group))) {
                unsure.put(group, own);
            }
        });
        Map<String, Map<TopicPartition, Long>> committed = offsets.committed(unsure.keySet());
        Set<String> behind = new TreeSet<>();
        unsure.forEach((group, own) -> {
            if (reached(own, committed.getOrDefault(group, Map.of()))) {
                doneWith.put(group, own);
            } else {
                behind.add(group);
            }
        });
        return behind;
    }

    /**
     * All that there is now for a mart's job to read: a run of the job that has ended by now cannot have read more.
     *
     * @throws LogFailure when the broker does not answer
     */
    public Goal goal(MartDeclaration mart) {
        return new Goal(mart.jobGroup(), offsets.ends(mart.inputTopics()));
    }

    /**
     * Whether a job has committed all of a goal.
     *
     * @throws LogFailure when the broker does not answer
     */
    public boolean reached(Goal goal) {
        return reached(goal.ends(), offsets.committed(Set.of(goal.jobGroup())).getOrDefault(goal.jobGroup(), Map.of()));
    }

    @Override
    public void close() {
        offsets.close();
    }

    private static boolean reached(Map<String, Map<Integer, Long>> ends, Map<TopicPartition, Long> committed) {
        return ends.entrySet().stream()
                .allMatch(topic -> topic.getValue().entrySet().stream()
                        .allMatch(end -> end.getValue()
                                <= committed.getOrDefault(new TopicPartition(topic.getKey(), end.getKey()), 0L)));
    }
}
