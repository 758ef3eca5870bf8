package shopstream.warehouse.questions;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether so many questions are asked that each cannot be computed for itself: a hundred within the last second. */
public final class Crowd {

    private static final int QUESTIONS = 100;
    private static final long WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoClock;
    private final long[] askedAt = new long[QUESTIONS];
    private long asked;

    /** @param nanoClock as {@link System#nanoTime} */
    public Crowd(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether there is a crowd, with the one who asks now. */
    public synchronized boolean joined() {
        int place = (int) (asked++ % QUESTIONS);
        long now = nanoClock.getAsLong();
        long before = askedAt[place];
        askedAt[place] = now;
        return asked > QUESTIONS && now - before <= WITHIN_NANOS;
    }
}
