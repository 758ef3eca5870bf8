package shopstream.recommender.outcomes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The lists of which something may still be heard, by their ids and by who clicked in them. Of what began before some moment, nothing is
 * heard any more: that makes what is kept bounded, and keeps a list that comes again from counting twice.
 */
final class ShownLists {
    /** Of one visitor. Whoever clicks in more is none. */
    private static final int CLICKED_MOST = 500;

    private final int most;
    private final Map<String, ShownList> lists = new HashMap<>();
    private final Map<String, Set<ShownList>> clicked = new HashMap<>();
    private long since = Long.MIN_VALUE;
    private final LongAdder late = new LongAdder();

    /** @param most how many are kept */
    ShownLists(int most) {
        this.most = most;
    }

    /** The list of an id, a new one where it has not been heard of; empty where it is too late for it. */
    Optional<ShownList> of(String id, long millis) {
        ShownList known = lists.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (millis < since) {
            late.increment();
            return Optional.empty();
        }
        ShownList fresh = new ShownList(id, millis);
        lists.put(id, fresh);
        return Optional.of(fresh);
    }

    /** Somebody clicked in a list. */
    void clicked(Visitor by, ShownList list) {
        Set<ShownList> all = clicked.computeIfAbsent(by.key(), first -> new LinkedHashSet<>());
        if (all.size() < CLICKED_MOST) {
            all.add(list);
        }
    }

    /** Those in which somebody clicked. @param key of the visitor */
    List<ShownList> clickedBy(String key) {
        return List.copyOf(clicked.getOrDefault(key, Set.of()));
    }

    boolean isFull() {
        return lists.size() > most;
    }

    /** The moment up to which a quarter of them began. */
    long oldestQuarter() {
        long[] begun =
                lists.values().stream().mapToLong(ShownList::begun).sorted().toArray();
        return begun[begun.length / 4] + 1;
    }

    /** Lets go of what began before; what it is counted as stays. */
    void forgetBefore(long millis) {
        since = Math.max(since, millis);
        List<ShownList> gone = new ArrayList<>();
        lists.values().removeIf(list -> list.begun() < millis && gone.add(list));
        for (ShownList list : gone) {
            list.told()
                    .forEach(click -> clicked.computeIfPresent(
                            click.visitor().key(), (key, all) -> all.remove(list) && all.isEmpty() ? null : all));
        }
    }

    /** How many events came too late to count. */
    long late() {
        return late.sum();
    }
}
