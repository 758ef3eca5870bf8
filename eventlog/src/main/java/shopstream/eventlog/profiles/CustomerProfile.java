package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is kept of one customer: what they did while it was known who they are, and what was handed over of each browser that turned
 * out to be theirs. Immutable.
 *
 * @param parts of browsers, by their ids
 */
public record CustomerProfile(Customer customer, Taste ownTaste, Told told, Tally tally, SortedMap<String, Part> parts)
        implements Profile {
    /** One who did nothing for so long is forgotten: the latest Christmas before this one is still known. */
    public static final Duration KEPT = Duration.ofDays(400);

    /** Whoever has more browsers is no customer, and putting them together would take too long. */
    public static final int MOST_BROWSERS = 50;

    /** One of whom nothing is known. */
    public static final CustomerProfile UNKNOWN = new CustomerProfile(
            Customer.UNKNOWN, Taste.NONE, Told.NOTHING, Tally.NOTHING, Collections.emptySortedMap());

    /**
     * With one more event of theirs; itself where that changes nothing.
     *
     * @param taken when the event was taken in, in milliseconds since 1970
     */
    public CustomerProfile with(VisitorEvent event, long taken) {
        boolean again = told.knows(event.message(), taken);
        Customer now = customer.with(event);
        Taste more = taste(event, now);
        if (again && now == customer && more == ownTaste) {
            return this;
        }
        return new CustomerProfile(now, more, told(event, taken, again, now), again ? tally : tally.with(event), parts);
    }

    private Told told(VisitorEvent event, long taken, boolean again, Customer now) {
        if (now.pace().isTooFast()) {
            return Told.NOTHING;
        }
        return again ? told : told.with(event.message(), taken);
    }

    private Taste taste(VisitorEvent event, Customer now) {
        if (now.pace().isTooFast()) {
            return Taste.NONE;
        }
        return event.bot() ? ownTaste : ownTaste.with(event.interactions());
    }

    /** With something that the database says was bought; itself where that was known. It is no event, and not counted as one. */
    public CustomerProfile with(Interaction bought) {
        Customer now = customer.with(bought, fresh -> {});
        Taste more = ownTaste.with(List.of(bought));
        return now == customer && more == ownTaste
                ? this
                : new CustomerProfile(now, more, told, tally.until(bought.millis()), parts);
    }

    /** With what a browser hands over, in the place of what it handed over before. */
    public CustomerProfile with(Part part) {
        Part before = parts.get(part.browser());
        if (part.equals(before) || before == null && (part.isEmpty() || parts.size() == MOST_BROWSERS)) {
            return this;
        }
        SortedMap<String, Part> now = new TreeMap<>(parts);
        if (part.isEmpty()) {
            now.remove(part.browser());
        } else {
            now.put(part.browser(), part);
        }
        return new CustomerProfile(customer, ownTaste, told, tally, Collections.unmodifiableSortedMap(now));
    }

    /** On whatever browser, and whether or not it was known at the time who they are. */
    @Override
    public Trail trail() {
        Trail trail = customer.own();
        for (Part part : parts.values()) {
            trail = trail.with(part.trail());
        }
        return trail;
    }

    @Override
    public Taste taste() {
        Taste taste = ownTaste;
        for (Part part : parts.values()) {
            taste = taste.with(part.taste());
        }
        return taste;
    }

    @Override
    public boolean isTooFast() {
        return customer.pace().isTooFast();
    }

    /** The browsers on which they did something before it was known who they are. */
    @Override
    public Set<String> others() {
        return parts.keySet();
    }

    @Override
    public long newest() {
        long newest = tally.newest();
        for (Part part : parts.values()) {
            newest = Math.max(newest, part.newest());
        }
        return newest;
    }

    @Override
    public Duration kept() {
        return KEPT;
    }
}
