package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import shopstream.eventlog.profiles.Joins.Join;

/**
 * An order, of which the database says whose it is, and events from which browser it came. Either is told first. Once both are
 * known, the browser is the customer's, also where the event itself did not say so: joined by the order's id. Immutable.
 *
 * @param customer whose it is; null where the database has not said so
 * @param isTold whether an event told of it
 * @param browsers that told of it, the earliest first
 * @param newest when the newest of all that is known of it happened, in milliseconds since 1970
 */
public record Order(String customer, boolean isTold, List<Telling> browsers, long newest) implements Remembered {
    /** An order and an event that are further apart do not find each other. */
    public static final Duration KEPT = Duration.ofDays(35);

    /** So many browsers are believed, the earliest that are known: more is somebody who tries numbers. */
    static final int MOST_BROWSERS = 50;

    /** One of which nothing is known. */
    public static final Order UNKNOWN = new Order(null, false, List.of(), Long.MIN_VALUE);

    /** That it was completed on a browser. @param millis when, since 1970 */
    record Telling(long millis, String browser) implements Comparable<Telling> {
        @Override
        public int compareTo(Telling other) {
            int times = Long.compare(millis, other.millis);
            return times != 0 ? times : browser.compareTo(other.browser);
        }
    }

    /** A browser that turned out to be a customer's. */
    public record Joined(String browser, Join join) {}

    /** With one of its lines, as the database has it; itself where that changes nothing. */
    public Order with(Sale sale) {
        String whose = sale.customer().orElse(customer);
        long now = Math.max(newest, sale.millis());
        return Objects.equals(whose, customer) && now == newest ? this : new Order(whose, isTold, browsers, now);
    }

    /** With an event that tells of it; itself where that changes nothing. What programs tell is not believed. */
    public Order with(VisitorEvent event) {
        if (event.bot()) {
            return this;
        }
        List<Telling> more = event.browser()
                .map(browser -> with(new Telling(event.millis(), browser)))
                .orElse(browsers);
        long now = Math.max(newest, event.millis());
        return isTold && more == browsers && now == newest ? this : new Order(customer, true, more, now);
    }

    private List<Telling> with(Telling telling) {
        SortedSet<Telling> more = new TreeSet<>(browsers);
        if (!more.add(telling)) {
            return browsers;
        }
        if (more.size() > MOST_BROWSERS) {
            more.remove(more.last());
        }
        List<Telling> earliest = List.copyOf(more);
        return earliest.equals(browsers) ? browsers : earliest;
    }

    /** Whose its browsers turned out to be since it was another. */
    public List<Joined> joinedSince(Order before) {
        if (customer == null || this == before) {
            return List.of();
        }
        boolean same = customer.equals(before.customer);
        List<Joined> joined = new ArrayList<>(browsers.size());
        for (Telling telling : browsers) {
            if (!same || !before.browsers.contains(telling)) {
                joined.add(new Joined(telling.browser(), new Join(telling.millis(), customer)));
            }
        }
        return joined;
    }

    /** Whose it is; empty where the database has not said so. */
    public Optional<String> whose() {
        return Optional.ofNullable(customer);
    }

    @Override
    public long forgottenAt() {
        return newest > Long.MAX_VALUE - KEPT.toMillis() ? Long.MAX_VALUE : newest + KEPT.toMillis();
    }
}
