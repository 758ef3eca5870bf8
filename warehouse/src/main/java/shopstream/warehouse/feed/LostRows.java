package shopstream.warehouse.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LostEnd;
import shopstream.warehouse.store.Generation;

/**
 * Rows of marts that were applied and are no longer in their topics. Their jobs take them for written: a generation that
 * is loaded again would lack them.
 */
public final class LostRows {
    private LostRows() {}

    /** The ends of topics before the positions of these generations; a topic that is gone, or another now, has lost nothing. */
    public static List<LostEnd> of(List<Generation> generations, LogAddress log) {
        List<LostEnd> lost = new ArrayList<>();
        try (MartTopics topics = MartTopics.written(log)) {
            for (Generation generation : generations) {
                String topic = generation.mart().topic();
                if (!topics.identity(topic).equals(Optional.of(generation.topicId()))) {
                    continue;
                }
                Map<Integer, long[]> bounds = topics.bounds(topic);
                generation.positions().forEach((partition, position) -> {
                    long[] bound = bounds.get(partition);
                    if (bound != null && position > bound[1]) {
                        lost.add(new LostEnd(topic, partition, bound[1], position));
                    }
                });
            }
        }
        return List.copyOf(lost);
    }
}
