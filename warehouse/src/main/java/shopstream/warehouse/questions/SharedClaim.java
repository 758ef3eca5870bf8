package shopstream.warehouse.questions;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the answers to different questions say of how complete they are, so that none says less than one before it. In a crowd
 * answers are of different ages. None is older than {@link RecentAnswers#OLDEST}, so each may say what was known then, and
 * that only grows; more than it was computed with, none may say. For several threads.
 */
public final class SharedClaim {
    /** What was known to be complete at a moment. */
    private record Known(Optional<Instant> completeTo, long nanos) {}

    private final LongSupplier nanoClock;
    /** The newest that all answers of a crowd can have been computed with, and what became known since. */
    private final Deque<Known> known = new ArrayDeque<>();

    private Known given = new Known(Optional.empty(), Long.MIN_VALUE);

    /** @param nanoClock as {@link System#nanoTime} */
    public SharedClaim(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether an answer that was computed before may still be given: none has been given that said more. */
    public synchronized boolean allows(Answer recent) {
        return !isLess(recent.completeTo(), given.completeTo());
    }

    /**
     * An answer with what it is to say.
     *
     * @param crowd whether others may be given older ones from now on
     * @param begun when it was asked for, by the clock
     * @param current up to when a newest answer would be complete
     */
    public synchronized Answer given(Answer answer, boolean crowd, long begun, Optional<Instant> current) {
        Optional<Instant> claim = answer.completeTo();
        if (crowd) {
            Optional<Instant> common = common(current);
            Optional<Instant> least = isLess(common, given.completeTo()) ? given.completeTo() : common;
            claim = isLess(least, claim) ? least : claim;
        } else {
            known.clear();
        }
        // An edition of a mart that is taken back may be less complete: it was asked for after all that was given.
        if (!isLess(claim, given.completeTo()) || begun - given.nanos() > 0) {
            given = new Known(claim, nanoClock.getAsLong());
        }
        return answer.completeTo(claim);
    }

    /** What was known when the oldest answer that a crowd may be given was computed; nothing where that is not known. */
    private Optional<Instant> common(Optional<Instant> current) {
        long now = nanoClock.getAsLong();
        if (known.isEmpty() || !known.peekLast().completeTo().equals(current)) {
            known.addLast(new Known(current, now));
        }
        Known common = null;
        while (!known.isEmpty() && now - known.peekFirst().nanos() >= RecentAnswers.OLDEST.toNanos()) {
            common = known.removeFirst();
        }
        if (common == null) {
            return given.completeTo();
        }
        known.addFirst(common);
        return common.completeTo();
    }

    private static boolean isLess(Optional<Instant> one, Optional<Instant> other) {
        return other.isPresent() && (one.isEmpty() || one.get().isBefore(other.get()));
    }
}
