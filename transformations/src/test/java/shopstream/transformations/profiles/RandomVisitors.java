package shopstream.transformations.profiles;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import shopstream.contracts.Accepted;
import shopstream.contracts.EventCheck;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;

/**
 * What random visitors do, told as a collector tells it: out of order, some of it twice and some of it by programs; browsers are
 * used by several customers, and customers use several.
 */
final class RandomVisitors implements AutoCloseable {
    static final String DATASET = "events";

    private static final int BROWSERS = 120;
    static final int CUSTOMERS = 30;

    /** So many use a browser, and four times as many browsers are a customer's: of fewer than are remembered, however much happens. */
    private static final int CUSTOMERS_OF_A_BROWSER = 4;

    static final int ORDERS = 500;
    private static final int SECONDS = 20 * 24 * 3600;
    private static final String[] KINDS = {
        "Product Viewed",
        "Product Viewed",
        "Product Viewed",
        "Product Added",
        "Product Removed",
        "Cart Viewed",
        "Order Completed",
        "Page Viewed"
    };

    private final EventStream stream;
    private final EventCheck check;
    private final Random random;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(30));
    private final List<Map<String, Object>> told = new ArrayList<>();
    private final List<Verdict> waiting = new ArrayList<>();
    private int positions;

    RandomVisitors(LogAddress log, long seed) {
        EventContract contract = contract();
        stream = new EventStream(log, contract, Clock.systemUTC());
        check = new EventCheck(contract);
        random = new Random(seed);
    }

    static EventContract contract() {
        Problems problems = new Problems();
        EventContract contract = EventContractFiles.read(Path.of("..", "shop", "contracts"), problems)
                .get(0);
        problems.orThrow();
        return contract;
    }

    /** So many events more, durable when this returns. */
    void happen(int times) {
        for (int i = 0; i < times; i++) {
            if (!told.isEmpty() && random.nextInt(8) == 0) {
                tell(told.get(random.nextInt(told.size())));
            } else {
                Map<String, Object> event = event();
                told.add(event);
                tell(event);
            }
        }
        flush();
    }

    /** One browser views so many products within a second. */
    void race(String browser, int views) {
        for (int i = 0; i < views; i++) {
            view(browser, null, "P" + i, begin.plusMillis(i));
        }
        flush();
    }

    void view(String browser, String user, String product, Instant time) {
        tell(event(
                "Product Viewed",
                browser,
                user,
                Map.of("product_id", product),
                time.truncatedTo(ChronoUnit.MILLIS),
                false));
    }

    private Map<String, Object> event() {
        boolean identifies = random.nextInt(12) == 0;
        String kind = identifies ? "Visitor Identified" : KINDS[random.nextInt(KINDS.length)];
        int number = random.nextInt(BROWSERS);
        String user = identifies || random.nextInt(4) == 0 ? "c" + customerOf(number) : null;
        String browser = user != null && !identifies && random.nextInt(4) == 0 ? null : "b" + number;
        Map<String, Object> properties = new HashMap<>();
        switch (kind) {
            case "Product Viewed", "Product Added", "Product Removed" -> {
                properties.put("product_id", product());
                properties.put("quantity", 1 + random.nextInt(3));
            }
            case "Order Completed", "Cart Viewed" -> {
                properties.put("order_id", "o" + orderOf(customerOf(number)));
                properties.put("products", List.of(Map.of("product_id", product()), Map.of("product_id", product())));
            }
            default -> properties.clear();
        }
        Instant time = begin.plusSeconds(random.nextInt(SECONDS));
        return event(kind, browser, user, properties, time, random.nextInt(15) == 0);
    }

    private int customerOf(int browser) {
        return (browser + 7 * random.nextInt(CUSTOMERS_OF_A_BROWSER)) % CUSTOMERS;
    }

    /** One that is the customer's in the database too: {@link RandomSales}. */
    private int orderOf(int customer) {
        return customer + CUSTOMERS * random.nextInt((ORDERS - customer + CUSTOMERS - 1) / CUSTOMERS);
    }

    private String product() {
        return "P" + random.nextInt(50);
    }

    private Map<String, Object> event(
            String kind, String browser, String user, Map<String, Object> properties, Instant time, boolean bot) {
        Map<String, Object> event = new HashMap<>();
        event.put("messageId", "m" + random.nextLong());
        event.put("type", kind.equals("Visitor Identified") ? "identify" : "track");
        event.put("event", kind);
        event.put("timestamp", time);
        event.put("receivedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        event.put("anonymousId", browser);
        event.put("userId", user);
        event.put("context", Map.of("userAgent", bot ? "Examplebot/1.0" : "Mozilla/5.0"));
        event.put("properties", properties);
        return event;
    }

    private void tell(Map<String, Object> event) {
        Origin origin = new Origin(
                "web",
                Position.streamed(1, 1, positions++, 0, 0),
                Instant.now(),
                Operation.CREATE,
                "t" + positions,
                "a test");
        Verdict verdict = check.check(new HashMap<>(event), origin);
        if (!(verdict instanceof Accepted)) {
            throw new IllegalArgumentException("The contract refuses " + event + ": " + verdict);
        }
        waiting.add(verdict);
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
