package shopstream.recommender.live;

import java.time.Duration;

/** The moment after which an answer is worth nothing; whoever works one out looks at it between steps. */
public final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** So long from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** It is over. */
    public static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Passed() {
            super("The deadline has passed", null, false, false);
        }
    }

    /** How long there is until then; nothing once it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** @throws Passed when it is over */
    public void check() {
        if (System.nanoTime() - nanos >= 0) {
            throw new Passed();
        }
    }
}
