package shopstream.app.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import shopstream.contracts.EventContract;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;
import shopstream.ingestion.events.Call;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventBody;
import shopstream.ingestion.events.EventSource;
import shopstream.ingestion.events.UnreadableBody;

/**
 * Visits as they stand in a log: very many visitors, some thousand of them at once, each of whom views some products, puts one of them
 * into the cart now and then, says who they are in every fifth visit, and orders in every tenth.
 */
final class VisitorSessions {
    private static final int AT_ONCE = 2_000;
    private static final int EVENTS_OF_A_VISIT = 10;
    private static final int BATCH = 1_000;
    private static final WantedProducts PRODUCTS = new WantedProducts(10_000);
    private static final int MILLIS_BETWEEN = 5;

    private final Random random = new Random(1);
    private final int visitors;
    private final int[] visitor = new int[AT_ONCE];
    private final int[] done = new int[AT_ONCE];
    private final int[] near = new int[AT_ONCE];
    private long millis;
    private long messages;

    private VisitorSessions(int events, Instant end) {
        this.visitors = Math.max(AT_ONCE, events / EVENTS_OF_A_VISIT / 2);
        this.millis = end.toEpochMilli() - (long) events * MILLIS_BETWEEN;
        for (int place = 0; place < AT_ONCE; place++) {
            begin(place);
            done[place] = random.nextInt(EVENTS_OF_A_VISIT);
        }
    }

    /** Writes so many events, as the collector takes them in. Half of the visitors come twice. */
    static void write(LogAddress log, EventContract contract, int events, Clock clock) throws UnreadableBody {
        VisitorSessions sessions = new VisitorSessions(events, clock.instant());
        try (EventStream stream = new EventStream(log, contract, clock)) {
            Collector collector = new Collector(contract, stream, clock);
            for (int begin = 0; begin < events; begin += BATCH) {
                StringBuilder batch = new StringBuilder("{\"batch\":[");
                for (int event = begin; event < Math.min(events, begin + BATCH); event++) {
                    batch.append(event == begin ? "" : ",").append(sessions.next());
                }
                byte[] body = batch.append("]}").toString().getBytes(UTF_8);
                collector.take(EventBody.read(body, Call.BATCH), Call.BATCH, EventSource.LOCAL);
            }
            if (collector.counts().accepted().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    != events) {
                throw new IllegalStateException("The contract refuses some of the events");
            }
        }
    }

    private void begin(int place) {
        visitor[place] = random.nextInt(visitors);
        done[place] = 0;
        near[place] = PRODUCTS.any(random);
    }

    private String next() {
        int place = random.nextInt(AT_ONCE);
        int step = done[place]++;
        millis += MILLIS_BETWEEN;
        int who = visitor[place];
        boolean known = who % 5 == 0;
        boolean last = done[place] >= EVENTS_OF_A_VISIT;
        String event;
        if (known && step == 2) {
            event = event("identify", "Visitor Identified", who, true, "");
        } else if (last && who % 10 == 0) {
            event = event(
                    "track",
                    "Order Completed",
                    who,
                    true,
                    "\"order_id\":\"o" + messages + "\",\"products\":[{" + product(place) + "}]");
        } else {
            String kind = step % 4 == 3 ? "Product Added" : "Product Viewed";
            event = event("track", kind, who, known && step > 2, product(place));
        }
        if (last) {
            begin(place);
        }
        return event;
    }

    private String product(int place) {
        int product = PRODUCTS.near(near[place], random);
        return "\"product_id\":\"S10_" + product + "\",\"name\":\"Model " + product
                + "\",\"category\":\"Classic Cars\",\"price\":" + (10 + product % 90) + ".5,\"quantity\":1,"
                + "\"currency\":\"USD\"";
    }

    private String event(String type, String event, int who, boolean known, String properties) {
        return "{\"type\":\"" + type + "\",\"event\":\"" + event + "\",\"messageId\":\"m" + messages++
                + "\",\"anonymousId\":\"8f3e0c52-0000-4000-8000-" + (100_000_000_000L + who) + "\","
                + (known ? "\"userId\":\"" + who + "\"," : "") + "\"timestamp\":\"" + Instant.ofEpochMilli(millis)
                + "\",\"properties\":{" + properties
                + "},\"context\":{\"page\":{\"url\":\"https://shop.example/products/" + who
                + "\",\"path\":\"/products/" + who + "\",\"referrer\":\"https://shop.example/\"},"
                + "\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/142.0.0.0 Safari/537.36\",\"locale\":\"en-US\",\"timezone\":\"Europe/Berlin\","
                + "\"library\":{\"name\":\"shopstream.js\",\"version\":\"1\"}}}";
    }
}
