package shopstream.eventlog.profiles;

import java.util.List;
import java.util.Optional;
import shopstream.eventlog.profiles.Interaction.Kind;

/** Events as a reader makes them, each with a message of its own. */
final class Happening {
    static final long MINUTE = 60_000;
    static final long DAY = 24 * 60 * MINUTE;

    /** The beginning of a day. */
    static final long BEGIN = 20_000 * DAY;

    private long message = 1;

    VisitorEvent viewed(String user, String browser, String product, long millis) {
        return did(Kind.VIEWED, user, browser, product, millis);
    }

    VisitorEvent did(Kind kind, String user, String browser, String product, long millis) {
        message++;
        return event(user, browser, false, false, millis, new Interaction(product, kind, 1, millis, message, 0));
    }

    VisitorEvent identified(String user, String browser, long millis) {
        message++;
        return event(user, browser, true, false, millis);
    }

    /** An order's event, of a browser on which nobody was signed in. */
    VisitorEvent ordered(String order, String browser, String product, long millis) {
        message++;
        return new VisitorEvent(
                Optional.empty(),
                Optional.of(browser),
                Optional.of(order),
                false,
                false,
                millis,
                message,
                List.of(Interaction.bought(order, product, 1, millis)));
    }

    /** Of a browser that calls itself a program. */
    VisitorEvent crawled(String browser, String product, long millis) {
        message++;
        return event(null, browser, false, true, millis, new Interaction(product, Kind.VIEWED, 1, millis, message, 0));
    }

    private VisitorEvent event(
            String user, String browser, boolean identifies, boolean bot, long millis, Interaction... did) {
        return new VisitorEvent(
                Optional.ofNullable(user),
                Optional.ofNullable(browser),
                Optional.empty(),
                identifies,
                bot,
                millis,
                message,
                List.of(did));
    }

    /** The same told again, by a clock that was corrected otherwise. */
    static VisitorEvent toldAgain(VisitorEvent event, long millisLater) {
        return new VisitorEvent(
                event.user(),
                event.browser(),
                event.order(),
                event.identifies(),
                event.bot(),
                event.millis() + millisLater,
                event.message(),
                event.interactions().stream()
                        .map(did -> new Interaction(
                                did.product(),
                                did.kind(),
                                did.quantity(),
                                did.millis() + millisLater,
                                did.message(),
                                did.place()))
                        .toList());
    }
}
