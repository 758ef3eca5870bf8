package shopstream.eventlog.profiles;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import shopstream.eventlog.profiles.Joins.Join;

/**
 * What was done on one browser, and whose it turned out to be. What an event changes of it is said here and nowhere else: by
 * {@link #with}, which is idempotent and to which the order of events makes no difference. Immutable.
 *
 * @param anonymous what was done while nobody was known
 * @param signedIn what was done while somebody was, which is theirs already
 */
public record Browser(Trail anonymous, Trail signedIn, Joins joins, Pace pace) {
    /** One of which nothing is known. */
    public static final Browser UNKNOWN = new Browser(Trail.EMPTY, Trail.EMPTY, Joins.NONE, Pace.NONE);

    /** With one more event of it; itself where that changes nothing. Events that name a program as the visitor change nothing. */
    public Browser with(VisitorEvent event) {
        return with(event, fresh -> {});
    }

    /** @param fresh hears of what nobody knew that an unknown visitor did */
    Browser with(VisitorEvent event, Consumer<Interaction> fresh) {
        if (event.bot()) {
            return this;
        }
        if (event.user().isPresent()) {
            Joins known = event.identifies()
                    ? joins.with(new Join(event.millis(), event.user().get()))
                    : joins;
            Trail more = signedIn.with(event.interactions(), already -> {});
            return known == joins && more == signedIn ? this : new Browser(anonymous, more, known, pace);
        }
        List<Interaction> found = new ArrayList<>(event.interactions().size());
        Trail more = pace.isTooFast() ? Trail.EMPTY : anonymous.with(event.interactions(), found::add);
        Pace now = pace.isTooFast() || !found.isEmpty() ? pace.with(event.millis()) : pace;
        if (now.isTooFast()) {
            return now == pace ? this : new Browser(Trail.EMPTY, signedIn, joins, now);
        }
        found.forEach(fresh);
        return more == anonymous && now == pace ? this : new Browser(more, signedIn, joins, now);
    }

    /** Having turned out to be a customer's otherwise than by an event of it; itself where that was known. */
    Browser with(Join join) {
        Joins known = joins.with(join);
        return known == joins ? this : new Browser(anonymous, signedIn, known, pace);
    }

    /** What of it is this customer's: what was done before the next one identified. */
    public Trail of(String user) {
        return anonymous.isEmpty() ? Trail.EMPTY : joins.of(user, anonymous);
    }

    /** What was done on it, by whoever used it. */
    public Trail everything() {
        return anonymous.with(signedIn);
    }

    /** Without what nobody can be reminded of, since nothing has been done on it after it. @param millis since 1970 */
    Browser since(long millis) {
        Trail ours = anonymous.isAfter(millis) ? anonymous : Trail.EMPTY;
        Trail theirs = signedIn.isAfter(millis) ? signedIn : Trail.EMPTY;
        boolean quiet = ours.isEmpty() && theirs.isEmpty();
        // Who signed in and has looked at nothing yet is remembered as long.
        Joins known = quiet && joins.areBefore(millis) ? Joins.NONE : joins;
        Pace kept = quiet && pace.isBefore(millis) ? Pace.NONE : pace;
        if (quiet && known == Joins.NONE && kept == Pace.NONE) {
            return UNKNOWN;
        }
        return ours == anonymous && theirs == signedIn ? this : new Browser(ours, theirs, known, kept);
    }
}
