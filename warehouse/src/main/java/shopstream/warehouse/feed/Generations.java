package shopstream.warehouse.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.StarStore;
import shopstream.warehouse.store.Switch;

/** Decides which generations of the marts there are, where each is read from, and which one is shown. */
final class Generations {

    /** Half of the log's tombstone retention: a reader that slept longer may have missed deletions. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(84);

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private final StarStore store;
    private final MartTopics topics;
    private final MartReader reader;
    private final AheadFeed ahead;
    private final Frontier frontier;
    private final Clock clock;
    private final Handovers handovers;
    private List<DeclaredMart> declared = List.of();
    private volatile Map<String, Set<String>> waits = Map.of();

    Generations(
            StarStore store,
            MartTopics topics,
            Completeness completeness,
            MartReader reader,
            AheadFeed ahead,
            Frontier frontier,
            Clock clock) {
        this.store = store;
        this.topics = topics;
        this.reader = reader;
        this.ahead = ahead;
        this.frontier = frontier;
        this.clock = clock;
        this.handovers = new Handovers(completeness, reader, ahead, frontier);
    }

    /**
     * Starts a generation for every edition that is to be read and has none which can go on, and drops those whose edition
     * is gone. @return whether anything is to be read or shown otherwise than before
     */
    boolean adopt(List<DeclaredMart> marts) {
        boolean changed = !marts.equals(declared);
        declared = List.copyOf(marts);
        for (DeclaredMart mart : marts) {
            // The current one first: with nothing to show, the first to begin is shown at once.
            for (MartEdition edition : mart.editions().stream()
                    .filter(each -> each.role() != Role.KEPT)
                    .sorted(Comparator.comparing(each -> each.role() != Role.CURRENT))
                    .toList()) {
                changed |= adopt(edition.mart());
            }
            for (Generation generation : of(mart)) {
                if (!generation.current()
                        && mart.edition(generation.mart().topic()).isEmpty()) {
                    store.drop(generation);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private boolean adopt(MartDeclaration mart) {
        Optional<String> identity = topics.identity(mart.topic());
        if (identity.isEmpty()) {
            return false;
        }
        Optional<Generation> known = store.generations().stream()
                .filter(generation -> holds(generation, mart, identity.get()) && resumable(generation))
                .findFirst();
        if (known.isPresent()) {
            if (!known.get().mart().equals(mart)) {
                store.declare(known.get(), mart);
            }
            return false;
        }
        store.generations().stream()
                .filter(generation ->
                        !generation.current() && generation.mart().topic().equals(mart.topic()))
                .forEach(store::drop);
        Generation generation = store.begin(mart, identity.get());
        LOG.info("Mart {} is loaded from {}", mart.name(), mart.topic());
        frontier.applied(generation.table().name(), Map.of());
        return true;
    }

    /** Whether a generation has the rows of this declaration; what columns mean and refer to may have changed. */
    private static boolean holds(Generation generation, MartDeclaration mart, String identity) {
        MartDeclaration known = generation.mart();
        // Rows shown ahead may be gone from the topic: who takes only what is committed begins again.
        return generation.topicId().equals(identity)
                && (mart.shownAhead() || !known.shownAhead())
                && known.topic().equals(mart.topic())
                && known.key().equals(mart.key())
                && columns(known).equals(columns(mart));
    }

    private static List<String> columns(MartDeclaration mart) {
        return mart.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    private boolean resumable(Generation generation) {
        if (frontier.completeTo(generation.table().name()).isPresent()) {
            return true;
        }
        Optional<Instant> appliedAt = store.appliedAt(generation);
        if (appliedAt.isPresent() && appliedAt.get().plus(LONGEST_SLEEP).isBefore(clock.instant())) {
            return false;
        }
        String topic = generation.mart().topic();
        Map<Integer, long[]> bounds = generation.mart().shownAhead() ? ahead.bounds(topic) : topics.bounds(topic);
        return generation.positions().entrySet().stream().allMatch(position -> {
            long[] bound = bounds.get(position.getKey());
            return bound != null && position.getValue() >= bound[0] && position.getValue() <= bound[1];
        });
    }

    /** Reads every generation whose topic is there and still written to, from where it stands. */
    void read() {
        handovers.end();
        var positions = new HashMap<String, Map<Integer, Long>>();
        var shownAhead = new ArrayList<Generation>();
        for (Generation generation : store.generations()) {
            String topic = generation.mart().topic();
            Optional<String> identity = isKept(generation) ? Optional.empty() : topics.identity(topic);
            if (identity.isPresent() && identity.get().equals(generation.topicId())) {
                Map<Integer, Long> known = generation.positions();
                if (ahead.wants(generation)) {
                    known = ahead.from(generation);
                    shownAhead.add(generation);
                }
                Map<Integer, Long> begin = known;
                var from = new HashMap<Integer, Long>();
                topics.bounds(topic)
                        .forEach((partition, bound) ->
                                from.put(partition, Math.max(bound[0], begin.getOrDefault(partition, 0L))));
                positions.merge(topic, from, (a, b) -> {
                    var earlier = new HashMap<>(a);
                    b.forEach((partition, offset) -> earlier.merge(partition, offset, Math::min));
                    return earlier;
                });
            }
        }
        reader.read(positions);
        var written = new HashMap<String, Map<Integer, Long>>();
        shownAhead.forEach(generation -> written.put(
                generation.mart().topic(), positions.get(generation.mart().topic())));
        ahead.read(shownAhead, written);
    }

    private boolean isKept(Generation generation) {
        return !generation.current()
                && declared.stream()
                        .flatMap(mart -> mart.edition(generation.mart().topic()).stream())
                        .anyMatch(edition -> edition.role() == Role.KEPT);
    }

    /** What is to be shown in place of what is shown now. */
    Collection<Switch> due(Together together) {
        var due = new LinkedHashMap<String, Switch>();
        var built = new LinkedHashSet<String>();
        var coming = new LinkedHashSet<String>();
        for (DeclaredMart mart : declared) {
            List<Generation> own = of(mart);
            Optional<Generation> before =
                    own.stream().filter(Generation::current).findFirst();
            Optional<Generation> next = own.stream()
                    .filter(generation -> !generation.current() && isDue(mart, generation, before))
                    .findFirst();
            if (next.isPresent()) {
                Optional<Instant> reached =
                        before.flatMap(old -> frontier.completeTo(old.table().name()));
                due.put(mart.name(), new Switch(next.get(), before, reached));
            }
            if (role(mart, next).equals(Optional.of(Role.BUILDING))) {
                built.add(mart.name());
            } else if (mart.building().isPresent() && !role(mart, before).equals(Optional.of(Role.BUILDING))) {
                coming.add(mart.name());
            }
        }
        waits = together.waits(built, coming);
        due.keySet().removeAll(waits.keySet());
        Set<String> held = due.entrySet().stream()
                .filter(each -> !nothingIsMissing(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        due.keySet().removeAll(held);
        due.keySet().removeAll(together.waits(due.keySet(), held).keySet());
        return due.values();
    }

    /** Shows them; afterwards reading is to begin anew. */
    void show(Collection<Switch> due) {
        for (Switch each : due) {
            store.completeTo(each.next())
                    .ifPresent(time -> frontier.recall(each.next().table().name(), time));
        }
        store.show(due);
        due.forEach(each -> LOG.info(
                "Mart {} now shows {}",
                each.next().mart().name(),
                each.next().mart().topic()));
    }

    /** Whether something has been held for too long, so that reading is to begin anew. */
    boolean overdue() {
        return handovers.overdue();
    }

    /** What was shown once, and is taken back, stands where it stood. */
    private boolean nothingIsMissing(Switch due) {
        return due.before().isEmpty()
                || due.next().retired()
                || handovers.complete(due.before().get(), due.next());
    }

    /** For whom a mart whose edition has caught up waits, to be shown together with them. */
    Set<String> waits(String mart) {
        return waits.getOrDefault(mart, Set.of());
    }

    private static Optional<Role> role(DeclaredMart mart, Optional<Generation> generation) {
        return generation.flatMap(each -> mart.edition(each.mart().topic())).map(MartEdition::role);
    }

    /**
     * One that is built is due when it has caught up. The current one is shown already, unless another has just taken its
     * place; when that other is not to be shown any more, the current one has been taken back and is due as it is.
     */
    private boolean isDue(DeclaredMart mart, Generation next, Optional<Generation> before) {
        Optional<Role> role = role(mart, Optional.of(next));
        Optional<Role> shown = role(mart, before);
        boolean sameTopic = before.filter(
                        old -> old.mart().topic().equals(next.mart().topic()))
                .isPresent();
        if (role.isEmpty() || role.get() == Role.KEPT) {
            return false;
        }
        if (role.get() == Role.BUILDING || sameTopic) {
            return caughtUp(next, before);
        }
        return shown.isEmpty() || shown.get() == Role.KEPT ? next.retired() || caughtUp(next, before) : false;
    }

    private boolean caughtUp(Generation next, Optional<Generation> before) {
        Optional<Instant> reached = frontier.completeTo(next.table().name());
        return reached.isPresent()
                && before.flatMap(old -> frontier.completeTo(old.table().name()))
                        .map(time -> !reached.get().isBefore(time))
                        .orElse(true);
    }

    private List<Generation> of(DeclaredMart mart) {
        return store.generations().stream()
                .filter(generation -> generation.mart().name().equals(mart.name()))
                .toList();
    }
}
