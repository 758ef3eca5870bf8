package shopstream.eventlog.profiles;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All visitors, from the events that were added. One thread adds; any number ask meanwhile, and see each visitor as after some
 * event.
 */
public final class Visitors {
    private final Map<String, Trail> ofUsers = new ConcurrentHashMap<>();
    private final Map<String, Trail> ofBrowsers = new ConcurrentHashMap<>();
    private final Map<String, Joins> joins = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> browsersOfUsers = new ConcurrentHashMap<>();
    private final LongAdder bots = new LongAdder();

    /** Adds an event; told again, or late, it makes no difference. */
    public void add(VisitorEvent event) {
        if (event.bot()) {
            bots.increment();
            return;
        }
        if (event.identifies()) {
            join(
                    event.browser().orElseThrow(),
                    new Joins.Join(event.millis(), event.user().orElseThrow()));
        }
        if (event.interactions().isEmpty()) {
            return;
        }
        if (event.user().isPresent()) {
            add(ofUsers, event.user().get(), event);
        } else {
            event.browser().ifPresent(browser -> add(ofBrowsers, browser, event));
        }
    }

    private static void add(Map<String, Trail> trails, String id, VisitorEvent event) {
        Trail trail = trails.getOrDefault(id, Trail.EMPTY);
        for (Interaction interaction : event.interactions()) {
            trail = trail.with(interaction);
        }
        trails.put(id, trail);
    }

    private void join(String browser, Joins.Join join) {
        joins.merge(browser, Joins.NONE.with(join), (before, one) -> before.with(join));
        browsersOfUsers
                .computeIfAbsent(join.user(), first -> ConcurrentHashMap.newKeySet())
                .add(browser);
    }

    /** What a customer did, signed in or on a browser before; empty where nothing is known. */
    public Trail ofUser(String user) {
        Trail trail = ofUsers.getOrDefault(user, Trail.EMPTY);
        for (String browser : browsersOfUsers.getOrDefault(user, Set.of())) {
            trail = trail.with(joins.get(browser).of(user, ofBrowsers.getOrDefault(browser, Trail.EMPTY)));
        }
        return trail;
    }

    /** What was done on a browser by whoever was not signed in; empty where nothing is known. */
    public Trail ofBrowser(String browser) {
        return ofBrowsers.getOrDefault(browser, Trail.EMPTY);
    }

    /** Who identified on a browser last. */
    public Optional<String> userOf(String browser) {
        return joins.getOrDefault(browser, Joins.NONE).latest();
    }

    /** How many customers and browsers are known. */
    public int count() {
        return ofUsers.size() + ofBrowsers.size();
    }

    /** How many events were left out since programs caused them. */
    public long bots() {
        return bots.sum();
    }
}
