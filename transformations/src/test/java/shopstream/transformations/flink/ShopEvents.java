package shopstream.transformations.flink;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shopstream.contracts.Accepted;
import shopstream.contracts.EventCheck;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Verdict;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;

/** The shop's events as a collector writes them: judged by the contract, and appended to the stream. */
final class ShopEvents implements AutoCloseable {
    private final EventStream stream;
    private final EventCheck check = new EventCheck(Shop.events());
    private final List<Verdict> waiting = new ArrayList<>();
    private int taken;

    ShopEvents(LogAddress log) {
        stream = new EventStream(log, Shop.events(), Clock.systemUTC());
    }

    void tell(RandomVisits.Visit visit) {
        Map<String, Object> event = new HashMap<>();
        event.put("messageId", visit.message());
        event.put("type", visit.kind().equals("Visitor Identified") ? "identify" : "track");
        event.put("event", visit.kind());
        event.put("timestamp", visit.time());
        event.put("receivedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        event.put("anonymousId", visit.browser());
        event.put("userId", visit.user());
        Map<String, Object> context = new HashMap<>();
        context.put("userAgent", visit.bot() ? "Examplebot/1.0" : "Mozilla/5.0");
        if (visit.campaign() != null) {
            // By its name or, where it has none, by its source.
            context.put("campaign", Map.of(visit.message().endsWith("1") ? "source" : "name", visit.campaign()));
        }
        event.put("context", context);
        event.put("properties", properties(visit));
        Position position = Position.streamed(1, 1, taken++, 0, 0);
        Verdict verdict =
                check.check(event, new Origin("web", position, Instant.now(), Operation.CREATE, "t" + taken, "a test"));
        if (!(verdict instanceof Accepted)) {
            throw new IllegalArgumentException("The contract refuses " + visit + ": " + verdict);
        }
        waiting.add(verdict);
    }

    private static Map<String, Object> properties(RandomVisits.Visit visit) {
        if (visit.kind().equals("Order Completed")) {
            return Map.of(
                    "order_id",
                    Long.toString(visit.order()),
                    "products",
                    visit.products().stream()
                            .map(product -> Map.of("product_id", product, "price", "1.50"))
                            .toList());
        }
        return visit.products().isEmpty()
                ? Map.of()
                : Map.of("product_id", visit.products().get(0));
    }

    /** Returns when all that was told is durable. */
    void flush() {
        stream.append(List.copyOf(waiting)).join();
        waiting.clear();
    }

    @Override
    public void close() {
        stream.close();
    }
}
