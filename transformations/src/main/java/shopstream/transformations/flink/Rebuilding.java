package shopstream.transformations.flink;

import java.time.Duration;

/**
 * How a changed model is rebuilt.
 *
 * @param rowsPerSecond that all rebuilds together may read of the history
 * @param keepOld how long the edition before is kept
 */
public record Rebuilding(long rowsPerSecond, Duration keepOld) {
    /** A third of what two cores can do, and a day to find out that a figure is wrong. */
    public static final Rebuilding DEFAULT = new Rebuilding(20_000, Duration.ofHours(24));

    /** An edition kept for longer could not go on: its checkpoint would be older than deletions are kept. */
    public static final Duration KEEP_MAX = Duration.ofHours(72);
}
