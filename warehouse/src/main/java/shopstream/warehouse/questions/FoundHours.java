package shopstream.warehouse.questions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The unusual hours of one question. Looking for them reads weeks of lines: one caller does, every few seconds at most, and whoever
 * comes meanwhile is given what was found before. Only the first have to wait.
 */
final class FoundHours {
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** At most one part of so many of the time is spent on looking. */
    private static final int SHARE = 10;

    private final ReentrantLock looking = new ReentrantLock();
    private volatile Instant asked;
    private volatile Found found;

    private record Found(Instant until, List<UnusualHour> hours) {}

    FoundHours(Instant now) {
        asked = now;
    }

    /** When somebody asked last. */
    Instant asked() {
        return asked;
    }

    void asked(Instant now) {
        asked = now;
    }

    List<UnusualHour> hours(Supplier<List<UnusualHour>> search, Instant now) {
        Found known = found;
        if (known != null && (known.until().isAfter(now) || !looking.tryLock())) {
            return known.hours();
        }
        if (known == null) {
            looking.lock();
        }
        try {
            if (found == known) {
                long begun = System.nanoTime();
                List<UnusualHour> hours = search.get();
                Duration kept = Duration.ofNanos(SHARE * (System.nanoTime() - begun));
                found = new Found(now.plus(kept.compareTo(KEPT) > 0 ? kept : KEPT), hours);
            }
            return found.hours();
        } finally {
            looking.unlock();
        }
    }
}
