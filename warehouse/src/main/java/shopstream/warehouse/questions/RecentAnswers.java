package shopstream.warehouse.questions;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last answer to each question, for a crowd: while many ask, each is given what was computed within the last
 * second, and a newer answer is computed beside them in time, so that nobody waits for a computation and none is made for
 * every asker. An answer says itself up to when it is complete. While few ask, everybody gets what was last committed. An
 * answer to a question is computed by one at a time, so that no answer is followed by one of older numbers.
 */
public final class RecentAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(RecentAnswers.class);

    /**
     * No answer is given that is older. DuckDB stands still for more than half of it while it writes a checkpoint: then nothing
     * newer has been committed either, and a crowd that waited for it would wait for the same numbers.
     */
    static final Duration OLDEST = Duration.ofSeconds(1);

    private static final long OLDEST_NANOS = OLDEST.toNanos();
    private static final long RENEWED_NANOS = Duration.ofMillis(200).toNanos();
    private static final int KEPT = 2_000;

    private final Executor renewing;
    private final LongSupplier nanoClock;
    private final ConcurrentHashMap<Object, Asked> byQuestion = new ConcurrentHashMap<>();

    /** What is known of a question; its lock is held while an answer to it is computed. */
    private static final class Asked {
        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile Recent recent;
    }

    /** @param version of the numbers it was computed from, at least */
    private record Recent(long version, long begunNanos, Object answer) {
        long age(long now) {
            return now - begunNanos;
        }
    }

    /**
     * @param renewing computes what is to be given next
     * @param nanoClock as {@link System#nanoTime}
     */
    public RecentAnswers(Executor renewing, LongSupplier nanoClock) {
        this.renewing = renewing;
        this.nanoClock = nanoClock;
    }

    /**
     * The answer to a question.
     *
     * @param question equal for those who are given equal answers, which are all of type {@code T}
     * @param crowd whether so many ask that they are given recent answers
     * @param version of the numbers as they are now
     * @param givable whether a recent answer may still be given
     */
    @SuppressWarnings("unchecked")
    public <T> T of(Object question, boolean crowd, long version, Supplier<T> newest, Predicate<T> givable) {
        if (byQuestion.size() >= KEPT) {
            byQuestion.clear();
        }
        Asked asked = byQuestion.computeIfAbsent(question, first -> new Asked());
        Recent recent = asked.recent;
        long now = nanoClock.getAsLong();
        if (!crowd
                || recent == null
                || recent.version() == version
                || recent.age(now) >= OLDEST_NANOS
                || !givable.test((T) recent.answer())) {
            return (T) computed(asked, version, newest);
        }
        if (recent.age(now) >= RENEWED_NANOS) {
            renew(asked, version, newest);
        }
        return (T) recent.answer();
    }

    private void renew(Asked asked, long version, Supplier<?> newest) {
        if (!asked.renewing.compareAndSet(false, true)) {
            return;
        }
        try {
            renewing.execute(() -> {
                try {
                    computed(asked, version, newest);
                } catch (RuntimeException e) {
                    // Whoever asks once the last answer is too old is told.
                    LOG.debug("An answer could not be renewed", e);
                } finally {
                    asked.renewing.set(false);
                }
            });
        } catch (RejectedExecutionException closing) {
            asked.renewing.set(false);
        }
    }

    /** What was begun to be computed after this was called, by whomever. */
    private Object computed(Asked asked, long version, Supplier<?> newest) {
        long called = nanoClock.getAsLong();
        synchronized (asked) {
            Recent recent = asked.recent;
            if (recent != null && recent.begunNanos() - called > 0) {
                return recent.answer();
            }
            long begun = nanoClock.getAsLong();
            Object answer = newest.get();
            asked.recent = new Recent(version, begun, answer);
            return answer;
        }
    }
}
