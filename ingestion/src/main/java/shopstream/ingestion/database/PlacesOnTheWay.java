package shopstream.ingestion.database;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Places of a log up to which Debezium had taken it in when it was asked. What it takes in comes to us through one queue, so
 * that a place is reached once a heartbeat comes that was made after it was told.
 */
final class PlacesOnTheWay {
    private record Asked(LogPlace place, long atMillis) {}

    private final Deque<Asked> onTheWay = new ArrayDeque<>();
    private LogPlace delivered = LogPlace.NOWHERE;

    /** Takes note of a place, further than those before. */
    void asked(LogPlace place, long nowMillis) {
        beginAgainWhereTheClockWasSetBack(nowMillis);
        onTheWay.addLast(new Asked(place, nowMillis));
    }

    /**
     * The place before which nothing is on its way any more.
     *
     * @param heartbeatMillis when the newest heartbeat that was delivered was made
     */
    LogPlace delivered(long heartbeatMillis, long nowMillis) {
        beginAgainWhereTheClockWasSetBack(nowMillis);
        // One from the future was made before the clock was set back, and says nothing of what was asked since.
        while (heartbeatMillis <= nowMillis
                && !onTheWay.isEmpty()
                && onTheWay.peekFirst().atMillis() < heartbeatMillis) {
            delivered = onTheWay.removeFirst().place();
        }
        return delivered;
    }

    /** Heartbeats would be taken for older than what was asked before, for as long as the clock was set back. */
    private void beginAgainWhereTheClockWasSetBack(long nowMillis) {
        if (!onTheWay.isEmpty() && onTheWay.peekLast().atMillis() > nowMillis) {
            LogPlace furthest = onTheWay.peekLast().place();
            onTheWay.clear();
            onTheWay.addLast(new Asked(furthest, nowMillis));
        }
    }
}
