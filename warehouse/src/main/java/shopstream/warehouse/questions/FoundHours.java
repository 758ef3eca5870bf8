package shopstream.warehouse.questions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unusual hours of one question. Looking for them reads weeks of lines: it is done every few seconds at most, beside
 * those who ask, who are given what was found before. Only the first have to wait.
 */
final class FoundHours {
    private static final Logger LOG = LoggerFactory.getLogger(FoundHours.class);
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** At most one part of so many of the time is spent on looking: who asks something else meanwhile feels it. */
    private static final int SHARE = 50;

    private final Executor beside;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Instant asked;
    private volatile Found found;
    private final AtomicBoolean renewing = new AtomicBoolean();

    private record Found(Instant until, List<UnusualHour> hours) {}

    /** @param beside where it is looked for again */
    FoundHours(Executor beside, Instant now) {
        this.beside = beside;
        this.asked = now;
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
        if (known == null) {
            return first(search, now);
        }
        if (!known.until().isAfter(now) && renewing.compareAndSet(false, true)) {
            try {
                beside.execute(() -> renew(search, now));
            } catch (RejectedExecutionException closing) {
                renewing.set(false);
            }
        }
        return known.hours();
    }

    private List<UnusualHour> first(Supplier<List<UnusualHour>> search, Instant now) {
        looking.lock();
        try {
            if (found == null) {
                found = look(search, now);
            }
            return found.hours();
        } finally {
            looking.unlock();
        }
    }

    private void renew(Supplier<List<UnusualHour>> search, Instant now) {
        try {
            found = look(search, now);
        } catch (RuntimeException e) {
            LOG.warn("Unusual hours cannot be looked for: {}", e.getMessage());
            found = new Found(now.plus(KEPT), found.hours());
        } finally {
            renewing.set(false);
        }
    }

    private static Found look(Supplier<List<UnusualHour>> search, Instant now) {
        long begun = System.nanoTime();
        List<UnusualHour> hours = search.get();
        Duration kept = Duration.ofNanos(SHARE * (System.nanoTime() - begun));
        return new Found(now.plus(kept.compareTo(KEPT) > 0 ? kept : KEPT), hours);
    }
}
