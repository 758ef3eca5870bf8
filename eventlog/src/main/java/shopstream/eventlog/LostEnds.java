package shopstream.eventlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What a log lost that had been written: told by the newest mark of a source, and by what its broker had noted. */
public final class LostEnds {
    /** How the broker's own topics begin. */
    static final String BROKERS_OWN = "__";

    /** Which transactions are open: without it, rows of a mart would be held back for ever. */
    private static final String TRANSACTIONS = "__transaction_state";

    private LostEnds() {}

    /**
     * To be asked before anybody writes to the log again. Of a source that was never marked, only the broker tells.
     *
     * @param noted up to where the broker knew its partitions to be written; see {@link EmbeddedBroker#noted}
     */
    public static List<LostEnd> of(LogAddress log, String source, NotedEnds noted) {
        TopicNames names = log.names();
        Map<TopicPartition, Long> written = new HashMap<>();
        noted.ends().forEach((partition, end) -> {
            if (matters(partition.topic(), names)) {
                written.put(partition, end);
            }
        });
        try (TopicReader reader = new TopicReader(log)) {
            if (reader.exists(names.progress())) {
                ProgressMark mark = Recovery.newestMark(source, names, reader);
                if (mark != null) {
                    marked(mark).forEach((partition, end) -> written.merge(partition, end, Math::max));
                }
            }
            return of(reader, written);
        }
    }

    static List<LostEnd> of(TopicReader reader, Map<TopicPartition, Long> written) {
        List<LostEnd> lost = new ArrayList<>();
        List<String> topics = written.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .sorted()
                .filter(reader::exists)
                .toList();
        for (String topic : topics) {
            reader.ends(reader.partitions(topic)).forEach((partition, end) -> {
                long before = written.getOrDefault(partition, 0L);
                if (end < before) {
                    lost.add(new LostEnd(topic, partition.partition(), end, before));
                }
            });
        }
        return List.copyOf(lost);
    }

    static Map<TopicPartition, Long> marked(ProgressMark mark) {
        Map<TopicPartition, Long> written = new HashMap<>();
        mark.endOffsets().forEach((topic, ends) -> {
            for (int partition = 0; partition < ends.size(); partition++) {
                written.put(new TopicPartition(topic, partition), ends.get(partition));
            }
        });
        return written;
    }

    /**
     * Places and marks that are too old cost nothing: what is read again is dropped. Neither does what is delivered: it is
     * written anew every time.
     */
    private static boolean matters(String topic, TopicNames names) {
        boolean ours = topic.startsWith(names.everything())
                && !topic.equals(names.progress())
                && !names.isPlace(topic)
                && !names.isDelivered(topic);
        return ours || topic.equals(TRANSACTIONS);
    }
}
