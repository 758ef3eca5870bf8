package shopstream.recommender.outputs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shopstream.eventlog.profiles.Visitors;

/**
 * The customers who are at it: who did something with a product, signed in or on a browser that turned out to be theirs, or ordered,
 * not longer ago than a declared time. Visitors of whom nobody knows which customer they are have no number, and are none.
 */
public final class ActiveCustomers {
    /** Whose clock goes wrong is not active for years. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Visitors visitors;
    private final Duration within;

    public ActiveCustomers(Visitors visitors, Duration within) {
        this.visitors = visitors;
        this.within = within;
    }

    /** Those of a moment, in the order of their ids as text. */
    public List<String> at(Instant now) {
        long from = now.minus(within).toEpochMilli();
        long to = now.plus(AHEAD).toEpochMilli();
        return visitors.users().stream()
                .filter(user -> !visitors.ofUser(user).between(from, to).isEmpty())
                .sorted()
                .toList();
    }
}
