package shopstream.warehouse.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.Completeness;
import shopstream.warehouse.store.Generation;

/**
 * The last moments before an edition takes another's place. Both are complete up to the same time, and yet the one that is
 * shown may hold rows from after it, of which the other has none: numbers would go back. So the one that is shown is held
 * where it is, until the other has all that the log held by then.
 */
final class Handovers {
    private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

    /** From then on nothing comes any more of what was being fetched when its reading was stopped. */
    private static final Duration DRAINED = Duration.ofMillis(500);

    /** So long are the numbers that are shown held at first; the next time, on a machine so busy, twice as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So long they are not held again after that. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Completeness completeness;
    private final MartReader reader;
    private final AheadFeed ahead;
    private final Frontier frontier;
    private final Map<String, Held> held = new HashMap<>();
    private Duration patience = PATIENCE;
    private long notBefore = System.nanoTime();

    /** What an edition is held for. */
    private static final class Held {
        private final long since = System.nanoTime();
        private Map<Integer, Long> positions;
        private Map<TopicPartition, Long> inputs = Map.of();
        private Map<Integer, Long> rows = Map.of();

        Held(Map<Integer, Long> positions) {
            this.positions = positions;
        }

        boolean lasts(Duration time) {
            return System.nanoTime() - since >= time.toNanos();
        }
    }

    Handovers(Completeness completeness, MartReader reader, AheadFeed ahead, Frontier frontier) {
        this.completeness = completeness;
        this.reader = reader;
        this.ahead = ahead;
        this.frontier = frontier;
    }

    /** Whether nothing that is shown is missing in {@code next}. Holds {@code before} where it is from the first time on. */
    boolean complete(Generation before, Generation next) {
        String topic = before.mart().topic();
        if (topic.equals(next.mart().topic())) {
            return frontier.hasApplied(next.table().name(), before.positions());
        }
        if (notBefore - System.nanoTime() > 0) {
            return false;
        }
        Held hold = held.get(topic);
        if (hold == null) {
            reader.stop(topic);
            ahead.stop(topic);
            held.put(topic, new Held(before.positions()));
            return false;
        }
        if (!hold.lasts(DRAINED) || !hold.positions.equals(before.positions())) {
            hold.positions = before.positions();
            return false;
        }
        if (hold.inputs.isEmpty()) {
            hold.inputs = completeness.ends(next.mart().inputTopics());
        }
        if (hold.rows.isEmpty() && completeness.hasRead(next.mart().jobGroup(), hold.inputs)) {
            // Only now: what its job has read stands before these ends, whatever is written meanwhile.
            hold.rows = new HashMap<>();
            completeness
                    .ends(List.of(next.mart().topic()))
                    .forEach((partition, end) -> hold.rows.put(partition.partition(), end));
        }
        return !hold.rows.isEmpty() && frontier.hasApplied(next.table().name(), hold.rows);
    }

    /** Whether something has been held for too long: it is read again from then on, and held again later. */
    boolean overdue() {
        boolean overdue = held.values().stream().anyMatch(hold -> hold.lasts(patience));
        if (overdue) {
            LOG.info(
                    "{} were held for {} s and go on, since what is to take their place has not come so far",
                    held.keySet(),
                    patience.toSeconds());
            patience = patience.multipliedBy(2);
            notBefore = System.nanoTime() + PAUSE.toNanos();
        }
        return overdue;
    }

    /** Everything is read again. */
    void end() {
        held.clear();
    }
}
