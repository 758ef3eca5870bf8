package shopstream.eventlog.profiles;

/**
 * How fast somebody goes, by the times at which things happened: whoever does more in a minute than a person can is a program,
 * whatever it calls itself, and stays one. Immutable.
 *
 * @param minute the newest in which something happened, counted from 1970
 * @param done how many events of it told something new
 */
public record Pace(long minute, int done) {
    /** A person who leafs as fast as pages are drawn comes to half of this. */
    static final int MOST_IN_A_MINUTE = 300;

    /** Of somebody who has done nothing yet. */
    public static final Pace NONE = new Pace(Long.MIN_VALUE, 0);

    private static final long MINUTE_MILLIS = 60_000;

    /** With one more event that told something new. @param millis when it happened, since 1970 */
    Pace with(long millis) {
        long then = Math.floorDiv(millis, MINUTE_MILLIS);
        if (isTooFast()) {
            return then > minute ? new Pace(then, done) : this;
        }
        if (then == minute) {
            return new Pace(minute, done + 1);
        }
        return then > minute ? new Pace(then, 1) : this;
    }

    /** Whether no person goes so fast. */
    public boolean isTooFast() {
        return done > MOST_IN_A_MINUTE;
    }

    /** Whether nothing has happened since. @param millis since 1970 */
    boolean isBefore(long millis) {
        return minute < Math.floorDiv(millis, MINUTE_MILLIS);
    }
}
