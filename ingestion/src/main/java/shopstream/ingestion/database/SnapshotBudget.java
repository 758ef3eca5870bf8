package shopstream.ingestion.database;

import java.time.Duration;

/**
 * What the reading of all rows may cost the source.
 *
 * @param rowsPerSecond at most so many are read
 * @param mostLag of a replica behind its primary; above it reading pauses
 * @param mostBusy statements that the server carries out at once, ours among them; above it reading pauses
 */
public record SnapshotBudget(long rowsPerSecond, Duration mostLag, long mostBusy) {
    public static final SnapshotBudget DEFAULT = new SnapshotBudget(100_000, Duration.ofSeconds(10), 50);

    public SnapshotBudget {
        if (rowsPerSecond < 1 || mostBusy < 1 || mostLag.isNegative() || mostLag.isZero()) {
            throw new IllegalArgumentException("A snapshot within rows-per-second " + rowsPerSecond + ", most-lag "
                    + mostLag.toMillis() + " ms and most-busy " + mostBusy + " never ends; all must be above nought.");
        }
    }
}
