package shopstream.eventlog.profiles;

/**
 * How many events there were of somebody, each once.
 *
 * @param events that were taken for a visitor's
 * @param programs those that were left out since they name a program as the visitor: nothing is learned of them, but they are counted
 * @param newest when the newest of all happened, in milliseconds since 1970
 */
public record Tally(long events, long programs, long newest) {
    static final Tally NOTHING = new Tally(0, 0, Long.MIN_VALUE);

    Tally with(VisitorEvent event) {
        return new Tally(
                events + (event.bot() ? 0 : 1), programs + (event.bot() ? 1 : 0), Math.max(newest, event.millis()));
    }

    /** The same number, and something happened then. */
    Tally until(long millis) {
        return millis <= newest ? this : new Tally(events, programs, millis);
    }
}
