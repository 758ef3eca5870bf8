package shopstream.warehouse.feed;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which new editions are shown together: those of marts that one dashboard joins. Shown one by one, a key that is written
 * otherwise from now on would find nothing in between.
 *
 * @param joined the marts that each dashboard joins
 * @param getsOn whether the edition of a mart that is being built gets on; for one that does not, nobody waits
 */
record Together(Collection<Set<String>> joined, Predicate<String> getsOn) {

    /**
     * Of the marts whose edition has caught up, those that wait, each with whom it waits for.
     *
     * @param built marts whose edition has caught up
     * @param coming marts whose edition has not
     */
    Map<String, Set<String>> waits(Set<String> built, Set<String> coming) {
        Set<String> awaited = coming.stream().filter(getsOn).collect(Collectors.toSet());
        var waits = new LinkedHashMap<String, Set<String>>();
        boolean more = true;
        while (more) {
            more = false;
            for (String mart : built) {
                var whom = new TreeSet<String>();
                for (Set<String> tables : joined) {
                    if (tables.contains(mart)) {
                        awaited.stream().filter(tables::contains).forEach(whom::add);
                    }
                }
                for (String other : built) {
                    boolean together =
                            joined.stream().anyMatch(tables -> tables.contains(mart) && tables.contains(other));
                    if (together && waits.containsKey(other)) {
                        whom.addAll(waits.get(other));
                    }
                }
                if (!whom.isEmpty() && !whom.equals(waits.put(mart, whom))) {
                    more = true;
                }
            }
        }
        return waits;
    }
}
