package shopstream.warehouse.questions;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The last answer to each question, for a crowd: whoever would have to wait in line for a newer one is given the last, if
 * it is not older than half a second. It says itself up to when it is complete. While there is no line, everybody gets
 * what was last committed.
 */
public final class RecentAnswers {

    private static final long OLDEST_NANOS = Duration.ofMillis(500).toNanos();
    private static final int KEPT = 2_000;

    private final BooleanSupplier crowded;
    private final LongSupplier nanoClock;
    private final ConcurrentHashMap<Question, Recent> byQuestion = new ConcurrentHashMap<>();

    /** @param version of the numbers it was computed from, at least */
    private record Recent(long version, long begunNanos, Answer answer) {}

    /**
     * @param crowded whether a question that is asked now would have to wait for others
     * @param nanoClock as {@link System#nanoTime}
     */
    public RecentAnswers(BooleanSupplier crowded, LongSupplier nanoClock) {
        this.crowded = crowded;
        this.nanoClock = nanoClock;
    }

    /**
     * The answer to a question.
     *
     * @param version of the numbers as they are now
     */
    public Answer of(Question question, long version, Supplier<Answer> newest) {
        Recent recent = byQuestion.get(question);
        long now = nanoClock.getAsLong();
        if (recent != null
                && recent.version() < version
                && now - recent.begunNanos() < OLDEST_NANOS
                && crowded.getAsBoolean()) {
            return recent.answer();
        }
        Answer answer = newest.get();
        if (byQuestion.size() >= KEPT) {
            byQuestion.clear();
        }
        // Two who asked at once may finish in either order: the newer numbers stay.
        byQuestion.merge(
                question, new Recent(version, now, answer), (old, own) -> old.version() > own.version() ? old : own);
        return answer;
    }
}
