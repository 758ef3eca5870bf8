package shopstream.ingestion.events;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;

/**
 * Numbers events in the order in which they are taken in: by the clock, then by a count; a number of this run's own keeps
 * those apart that several collectors take in at once.
 */
final class EventOrigins {
    private static final int RUNS = 1_000_000_000;
    private static final long COUNTED = 1_000_000_000_000L;

    private final int run = ThreadLocalRandom.current().nextInt(RUNS);
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    /** A name for what one request tells, by which all of it can be found. */
    String request() {
        return run + "-" + requests.incrementAndGet();
    }

    /** @param place for people */
    Origin next(EventSource source, Instant receivedAt, String request, String place) {
        Position position =
                new Position(1, 0, receivedAt.toEpochMilli(), true, 0, run, count.incrementAndGet() % COUNTED, 0);
        return new Origin(source.name(), position, receivedAt, Operation.CREATE, request, place);
    }
}
