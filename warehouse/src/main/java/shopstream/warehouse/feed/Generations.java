package shopstream.warehouse.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.StarStore;

/** Decides which generations of the marts there are, and where each is read from. */
final class Generations {

    /** Half of the log's tombstone retention: a reader that slept longer may have missed deletions. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(84);

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private final StarStore store;
    private final MartTopics topics;
    private final Frontier frontier;
    private final Clock clock;

    Generations(StarStore store, MartTopics topics, Frontier frontier, Clock clock) {
        this.store = store;
        this.topics = topics;
        this.frontier = frontier;
        this.clock = clock;
    }

    /** Starts a generation for every declared topic that has none which can go on. @return whether there is a new one */
    boolean adopt(Collection<MartDeclaration> declared) {
        boolean started = false;
        for (MartDeclaration mart : declared) {
            Optional<String> identity = topics.identity(mart.topic());
            boolean known = identity.isPresent()
                    && store.generations().stream().anyMatch(g -> reads(g, mart, identity.get()) && resumable(g));
            if (identity.isPresent() && !known) {
                store.generations().stream()
                        .filter(g -> !g.current() && g.mart().name().equals(mart.name()))
                        .forEach(store::drop);
                Generation generation = store.begin(mart, identity.get());
                LOG.info("Mart {} is loaded from {}", mart.name(), mart.topic());
                frontier.applied(generation.table().name(), Map.of());
                started = true;
            }
        }
        return started;
    }

    private static boolean reads(Generation generation, MartDeclaration mart, String identity) {
        return generation.topicId().equals(identity)
                && generation.mart().topic().equals(mart.topic())
                && generation.mart().equals(mart);
    }

    private boolean resumable(Generation generation) {
        if (frontier.completeTo(generation.table().name()).isPresent()) {
            return true;
        }
        Optional<Instant> appliedAt = store.appliedAt(generation);
        if (appliedAt.isPresent() && appliedAt.get().plus(LONGEST_SLEEP).isBefore(clock.instant())) {
            return false;
        }
        Map<Integer, long[]> bounds = topics.bounds(generation.mart().topic());
        return generation.positions().entrySet().stream().allMatch(position -> {
            long[] bound = bounds.get(position.getKey());
            return bound != null && position.getValue() >= bound[0] && position.getValue() <= bound[1];
        });
    }

    /** Reads every generation whose topic is there from where it stands. */
    void read() {
        var positions = new HashMap<String, Map<Integer, Long>>();
        for (Generation generation : store.generations()) {
            String topic = generation.mart().topic();
            Optional<String> identity = topics.identity(topic);
            if (identity.isPresent() && identity.get().equals(generation.topicId())) {
                var from = new HashMap<Integer, Long>();
                topics.bounds(topic)
                        .forEach((partition, bound) -> from.put(
                                partition,
                                Math.max(bound[0], generation.positions().getOrDefault(partition, 0L))));
                positions.merge(topic, from, (a, b) -> {
                    var earlier = new HashMap<>(a);
                    b.forEach((partition, offset) -> earlier.merge(partition, offset, Math::min));
                    return earlier;
                });
            }
        }
        topics.read(positions);
    }

    /** Shows what has caught up with the generation shown before. @return whether anything was shown */
    boolean show() {
        boolean shown = false;
        for (Generation next : store.generations()) {
            if (!next.current() && caughtUp(next)) {
                store.show(next);
                LOG.info("Mart {} now shows {}", next.mart().name(), next.mart().topic());
                shown = true;
            }
        }
        return shown;
    }

    private boolean caughtUp(Generation next) {
        Optional<Instant> reached = frontier.completeTo(next.table().name());
        return reached.isPresent()
                && store.generations().stream()
                        .filter(g -> g.current()
                                && g.mart().name().equals(next.mart().name()))
                        .allMatch(shown -> frontier.completeTo(shown.table().name())
                                .map(before -> !reached.get().isBefore(before))
                                .orElse(true));
    }
}
