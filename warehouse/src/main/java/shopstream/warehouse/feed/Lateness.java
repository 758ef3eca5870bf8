package shopstream.warehouse.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells whether what is shown is behind the sources for want of time. What stands still altogether waits for something else. */
final class Lateness {
    private static final Duration LATE = Duration.ofMillis(500);
    private static final Duration STANDS_STILL = Duration.ofMinutes(1);

    private record Reached(Instant completeTo, long since) {}

    private final LongSupplier nanos;
    private final Map<String, Reached> reached = new HashMap<>();

    /** @param nanos a clock that only goes forward */
    Lateness(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Asked again and again, by one thread.
     *
     * @param claimed up to when the sources say they have sent everything
     * @param shown up to when each of the shown tables has everything, by its name
     */
    boolean isLate(Instant claimed, Map<String, Instant> shown) {
        long now = nanos.getAsLong();
        reached.keySet().retainAll(shown.keySet());
        boolean late = false;
        for (Map.Entry<String, Instant> table : shown.entrySet()) {
            Reached at = reached.get(table.getKey());
            if (at == null || !at.completeTo().equals(table.getValue())) {
                at = new Reached(table.getValue(), now);
                reached.put(table.getKey(), at);
            }
            boolean moves = now - at.since() < STANDS_STILL.toNanos();
            late |= moves && table.getValue().isBefore(claimed.minus(LATE));
        }
        return late;
    }
}
