package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import shopstream.eventlog.profiles.Joins.Join;

/**
 * All that is kept of one browser: what was done on it, what was wanted in the long run, and how often it was heard of. What was done
 * by a customer who had signed in is in that {@link CustomerProfile}. Immutable.
 */
public record BrowserProfile(Browser browser, Taste taste, Told told, Tally tally) implements Profile {
    /** One on which nothing was done for so long is forgotten. */
    public static final Duration KEPT = Duration.ofDays(90);

    /** One of which nothing is known. */
    public static final BrowserProfile UNKNOWN =
            new BrowserProfile(Browser.UNKNOWN, Taste.NONE, Told.NOTHING, Tally.NOTHING);

    /**
     * With one more event of it; itself where that changes nothing.
     *
     * @param taken when the event was taken in, in milliseconds since 1970
     */
    public BrowserProfile with(VisitorEvent event, long taken) {
        Browser now = browser.with(event);
        if (event.user().isPresent()) {
            // Counted where it is the customer's.
            Tally until = event.bot() ? tally : tally.until(event.millis());
            return now == browser && until == tally ? this : new BrowserProfile(now, taste, told, until);
        }
        boolean again = told.knows(event.message(), taken);
        Taste more = taste(event, now);
        if (again && now == browser && more == taste) {
            return this;
        }
        return new BrowserProfile(now, more, told(event, taken, again, now), again ? tally : tally.with(event));
    }

    /** Having turned out to be a customer's by what the database says; itself where that was known. */
    public BrowserProfile with(Join join) {
        Browser now = browser.with(join);
        return now == browser ? this : new BrowserProfile(now, taste, told, tally.until(join.millis()));
    }

    private Told told(VisitorEvent event, long taken, boolean again, Browser now) {
        if (now.pace().isTooFast()) {
            return Told.NOTHING;
        }
        return again ? told : told.with(event.message(), taken);
    }

    private Taste taste(VisitorEvent event, Browser now) {
        if (now.pace().isTooFast()) {
            return Taste.NONE;
        }
        return event.bot() ? taste : taste.with(event.interactions());
    }

    /** All customers that it turned out to be of. */
    @Override
    public Set<String> others() {
        return browser.joins().users();
    }

    /**
     * What of it is a customer's. Of a day in which several used it, the taste is whose it was in the end.
     *
     * @param id of the browser
     */
    public Part of(String user, String id) {
        Trail trail = browser.of(user);
        Taste theirs = taste.of(
                millis -> browser.joins().userAt(millis).filter(user::equals).isPresent());
        return new Part(id, trail, theirs, trail.newest());
    }

    /** A part and whose it is. */
    public record Handed(String user, Part part) {}

    /** What has to be handed over since it was another profile. @param id of the browser */
    public List<Handed> handedSince(BrowserProfile before, String id) {
        Set<String> users = new TreeSet<>(others());
        users.addAll(before.others());
        List<Handed> handed = new ArrayList<>(users.size());
        for (String user : users) {
            Part now = of(user, id);
            if (!Objects.equals(now, before.of(user, id))) {
                handed.add(new Handed(user, now));
            }
        }
        return handed;
    }

    /** By whoever used it. */
    @Override
    public Trail trail() {
        return browser.everything();
    }

    @Override
    public boolean isTooFast() {
        return browser.pace().isTooFast();
    }

    @Override
    public long newest() {
        return tally.newest();
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    /** Whose it is now; empty where that never turned out. */
    public Optional<String> user() {
        return browser.joins().userAt(Long.MAX_VALUE);
    }
}
