package shopstream.warehouse.sql;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long to go on with a question: while there is time, and somebody who waits. */
final class Patience {
    private final BooleanSupplier left;
    private final Duration time;
    private final long end;

    /** @param left whether whoever asked has left */
    Patience(BooleanSupplier left, Duration time) {
        this.left = left;
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** With the same one who asked, for another time from now. */
    Patience of(Duration other) {
        return new Patience(left, other);
    }

    boolean isOver() {
        return System.nanoTime() > end;
    }

    /** @throws SqlProblem where the one who asked has left */
    void requireAsker() {
        if (left.getAsBoolean()) {
            throw new SqlProblem(SqlProblem.Kind.LEFT, "Whoever asked has left; the question was ended.", "Ask again.");
        }
    }

    /** @throws SqlProblem where the one who asked has left, or the time is over */
    void require() {
        requireAsker();
        if (isOver()) {
            throw new SqlProblem(
                    SqlProblem.Kind.TOO_LONG,
                    "The question took longer than " + time.toSeconds() + " seconds, and was ended.",
                    "Read fewer rows: narrow the WHERE, or use a table of sums such as those by day.");
        }
    }
}
