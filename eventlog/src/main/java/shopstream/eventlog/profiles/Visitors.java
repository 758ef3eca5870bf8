package shopstream.eventlog.profiles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import shopstream.eventlog.profiles.Order.Joined;

/**
 * All visitors, from the events that were added. One thread adds; any number ask meanwhile, and see each visitor as after some
 * event.
 */
public final class Visitors {
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final Map<String, Browser> browsers = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> browsersOfUsers = new ConcurrentHashMap<>();
    private final Orders orders = new Orders();
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
        List<Interaction> fresh = new ArrayList<>(event.interactions().size());
        event.browser().ifPresent(browser -> {
            Browser before = browsers.getOrDefault(browser, Browser.UNKNOWN);
            Browser now = before.with(event, fresh::add);
            keep(
                    browsers,
                    browser,
                    before,
                    now,
                    event.user().isEmpty() && now.pace().isTooFast());
        });
        event.user().ifPresent(user -> {
            Customer before = customers.getOrDefault(user, Customer.UNKNOWN);
            Customer now = before.with(event, fresh::add);
            keep(customers, user, before, now, now.pace().isTooFast());
        });
        if (event.identifies()) {
            join(event.user().orElseThrow(), event.browser().orElseThrow());
        }
        orders.add(event).forEach(this::join);
        return fresh;
    }

    private <T> void keep(Map<String, T> all, String id, T before, T now, boolean isTooFast) {
        if (now != before) {
            all.put(id, now);
        }
        if (isTooFast) {
            bots.increment();
        }
    }

    /** Adds a line of an order, as the database has it. @return whether it is new, as far as anybody knows whose it is */
    public boolean add(Sale sale) {
        orders.add(sale).forEach(this::join);
        return sale.customer().map(user -> add(user, sale.bought())).orElse(true);
    }

    private boolean add(String user, Interaction interaction) {
        List<Interaction> fresh = new ArrayList<>(1);
        Customer before = customers.getOrDefault(user, Customer.UNKNOWN);
        keep(customers, user, before, before.with(interaction, fresh::add), false);
        return !fresh.isEmpty();
    }

    private void join(Joined joined) {
        Browser before = known(joined.browser());
        keep(browsers, joined.browser(), before, before.with(joined.join()), false);
        join(joined.join().user(), joined.browser());
    }

    private void join(String user, String browser) {
        Set<String> known = browsersOfUsers.computeIfAbsent(user, first -> ConcurrentHashMap.newKeySet());
        if (known.size() < CustomerProfile.MOST_BROWSERS) {
            known.add(browser);
        }
    }

    /** What a customer did, signed in or on a browser before; empty where nothing is known. */
    public Trail ofUser(String user) {
        Trail trail = customers.getOrDefault(user, Customer.UNKNOWN).own();
        for (String browser : browsersOfUsers.getOrDefault(user, Set.of())) {
            trail = trail.with(known(browser).of(user));
        }
        return trail;
    }

    private Browser known(String browser) {
        return browsers.getOrDefault(browser, Browser.UNKNOWN);
    }

    /** Whose a browser was at a moment; empty where it never turned out. @param millis since 1970 */
    public Optional<String> userOf(String browser, long millis) {
        return known(browser).joins().userAt(millis);
    }

    /** All who turned out to use a browser. */
    public Set<String> usersOf(String browser) {
        return known(browser).joins().users();
    }

    /** The browsers that turned out to be a customer's, at some time. */
    public Set<String> browsersOf(String user) {
        return Set.copyOf(browsersOfUsers.getOrDefault(user, Set.of()));
    }

    /** What was done on a browser, by whoever used it; empty where nothing is known. */
    public Trail ofBrowser(String browser) {
        return known(browser).everything();
    }

    /** Lets go of browsers on which nothing has been done since. @param millis since 1970 */
    public void forgetBrowsersBefore(long millis) {
        browsers.replaceAll((id, browser) -> browser.since(millis));
        browsers.values().removeIf(browser -> browser == Browser.UNKNOWN);
    }

    /** Lets go of orders of which nothing was heard for weeks. @param millis now, since 1970 */
    public void forgetOrders(long millis) {
        orders.forget(millis);
    }

    /**
     * What there is of the orders of a time.
     *
     * @param untold of which no event told
     */
    public record OrdersTold(long orders, long untold) {}

    /** How many orders the database has of a time, the last weeks at most. @param from in milliseconds since 1970 @param to before which */
    public OrdersTold orders(long from, long to) {
        return orders.between(from, to);
    }

    /** All customers of whom anything is known, in no order that says anything. */
    public Set<String> users() {
        Set<String> users = new HashSet<>(customers.keySet());
        users.addAll(browsersOfUsers.keySet());
        return users;
    }

    /** How many customers and browsers are known. */
    public int count() {
        return customers.size() + browsers.size();
    }

    /** How many events were left out since programs caused them. */
    public long bots() {
        return bots.sum();
    }
}
