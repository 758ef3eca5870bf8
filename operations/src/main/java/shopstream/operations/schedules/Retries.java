package shopstream.operations.schedules;

import java.time.Duration;

/**
 * How often and after which pause something that failed is tried again.
 *
 * @param most further attempts after the first
 * @param pause before the second attempt; it doubles from one to the next, up to an hour or its own length
 */
public record Retries(int most, Duration pause) {
    public static final Retries DEFAULT = new Retries(3, Duration.ofMinutes(1));
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException where it makes no sense */
    public Retries {
        if (most < 0 || most > 100) {
            throw new IllegalArgumentException("Something cannot be tried again " + most + " times: from 0 to 100");
        }
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("There must be a pause before something is tried again");
        }
    }

    /** Whether there is another attempt after that one. */
    boolean after(int attempt) {
        return attempt <= most;
    }

    /** @param attempt the one that failed, from 1 on */
    Duration pauseAfter(int attempt) {
        Duration longest = pause.compareTo(LONGEST) > 0 ? pause : LONGEST;
        Duration wait = pause;
        for (int i = 1; i < attempt && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
