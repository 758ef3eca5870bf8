package shopstream.eventlog.profiles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    /** Of one customer. Whoever has more is no customer, and asking for them would take too long. */
    private static final int MOST_BROWSERS = 50;

    private final Map<String, Trail> ofUsers = new ConcurrentHashMap<>();
    private final Map<String, Trail> ofBrowsers = new ConcurrentHashMap<>();
    private final Map<String, Trail> signedInOnBrowsers = new ConcurrentHashMap<>();
    private final Map<String, Joins> joins = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> browsersOfUsers = new ConcurrentHashMap<>();
    private final LongAdder bots = new LongAdder();

    /**
     * Adds an event; told again, or late, it makes no difference.
     *
     * @return what of it is new; nothing of a program's
     */
    public List<Interaction> add(VisitorEvent event) {
        if (event.bot()) {
            bots.increment();
            return List.of();
        }
        if (event.identifies()) {
            join(
                    event.browser().orElseThrow(),
                    new Joins.Join(event.millis(), event.user().orElseThrow()));
        }
        if (event.user().isPresent()) {
            event.browser().ifPresent(browser -> add(signedInOnBrowsers, browser, event.interactions()));
            return add(ofUsers, event.user().get(), event.interactions());
        }
        return event.browser()
                .map(browser -> add(ofBrowsers, browser, event.interactions()))
                .orElse(List.of());
    }

    /** Adds something that a customer did and no event told of. @return whether it is new */
    public boolean add(String user, Interaction interaction) {
        return !add(ofUsers, user, List.of(interaction)).isEmpty();
    }

    private static List<Interaction> add(Map<String, Trail> trails, String id, List<Interaction> interactions) {
        List<Interaction> added = new ArrayList<>(interactions.size());
        Trail trail = trails.getOrDefault(id, Trail.EMPTY);
        for (Interaction interaction : interactions) {
            Trail more = trail.with(interaction);
            if (more != trail && !trail.knows(interaction)) {
                added.add(interaction);
            }
            trail = more;
        }
        if (trail != trails.get(id)) {
            trails.put(id, trail);
        }
        return added;
    }

    private void join(String browser, Joins.Join join) {
        joins.merge(browser, Joins.NONE.with(join), (before, one) -> before.with(join));
        Set<String> browsers = browsersOfUsers.computeIfAbsent(join.user(), first -> ConcurrentHashMap.newKeySet());
        if (browsers.size() < MOST_BROWSERS) {
            browsers.add(browser);
        }
    }

    /** What a customer did, signed in or on a browser before; empty where nothing is known. */
    public Trail ofUser(String user) {
        Trail trail = ofUsers.getOrDefault(user, Trail.EMPTY);
        for (String browser : browsersOfUsers.getOrDefault(user, Set.of())) {
            trail = trail.with(
                    joins.getOrDefault(browser, Joins.NONE).of(user, ofBrowsers.getOrDefault(browser, Trail.EMPTY)));
        }
        return trail;
    }

    /** Whose a browser was at a moment; empty where it never turned out. @param millis since 1970 */
    public Optional<String> userOf(String browser, long millis) {
        return joins.getOrDefault(browser, Joins.NONE).userAt(millis);
    }

    /** All who turned out to use a browser. */
    public Set<String> usersOf(String browser) {
        return joins.getOrDefault(browser, Joins.NONE).users();
    }

    /** The browsers that turned out to be a customer's, at some time. */
    public Set<String> browsersOf(String user) {
        return Set.copyOf(browsersOfUsers.getOrDefault(user, Set.of()));
    }

    /** What was done on a browser, by whoever used it; empty where nothing is known. */
    public Trail ofBrowser(String browser) {
        return ofBrowsers
                .getOrDefault(browser, Trail.EMPTY)
                .with(signedInOnBrowsers.getOrDefault(browser, Trail.EMPTY));
    }

    /** Lets go of browsers on which nothing has been done since. @param millis since 1970 */
    public void forgetBrowsersBefore(long millis) {
        for (Map<String, Trail> trails : List.of(ofBrowsers, signedInOnBrowsers)) {
            trails.values()
                    .removeIf(trail -> trail.between(millis, Long.MAX_VALUE).isEmpty());
        }
        // Who signed in and has looked at nothing yet is remembered as long.
        joins.entrySet()
                .removeIf(browser -> !ofBrowsers.containsKey(browser.getKey())
                        && !signedInOnBrowsers.containsKey(browser.getKey())
                        && browser.getValue().areBefore(millis));
    }

    /** All customers of whom anything is known, in no order that says anything. */
    public Set<String> users() {
        Set<String> users = new HashSet<>(ofUsers.keySet());
        users.addAll(browsersOfUsers.keySet());
        return users;
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
