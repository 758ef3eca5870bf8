package shopstream.ingestion.database;

import java.time.Duration;

/** How long to wait before trying again: longer each time, and briefly once more after something had gone well for a while. */
final class RetryPause {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    /** In milliseconds. @param lasted how long the attempt went well */
    long after(Duration lasted) {
        if (lasted.compareTo(LONGEST.multipliedBy(2)) > 0) {
            next = FIRST;
        }
        Duration pause = next;
        next = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        return pause.toMillis();
    }
}
