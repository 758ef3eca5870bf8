package shopstream.recommender.outcomes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who was shown recommendations last, so that somebody can look at what these are. Thread safe. */
public final class RecentVisitors {
    private static final int MOST = 30;

    private final Map<String, Seen> seen = new LinkedHashMap<>(64, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    /**
     * One of them.
     *
     * @param user the customer, where one was signed in
     * @param browser by what the tracker made up for it
     * @param at when they were shown something last
     */
    public record Seen(Optional<String> user, Optional<String> browser, Instant at, String placement, String source) {}

    synchronized void add(ListEvent event) {
        seen.merge(
                event.visitor().key(),
                new Seen(
                        event.visitor().user(),
                        event.visitor().browser(),
                        Instant.ofEpochMilli(event.millis()),
                        event.origin().placement(),
                        event.origin().source()),
                (before, now) -> now.at().isAfter(before.at()) ? now : before);
    }

    /** The one who was shown something last first. */
    public synchronized List<Seen> all() {
        List<Seen> all = new ArrayList<>(seen.values());
        Collections.reverse(all);
        return all;
    }
}
