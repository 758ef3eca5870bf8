package shopstream.operations.schedules;

/** What becomes of times at which the program did not run. */
public enum Missed {
    /** One run makes up for all of them. */
    CATCH_UP,
    /** They are written down as skipped; the next time is the next one. */
    SKIP
}
