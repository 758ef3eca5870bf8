package shopstream.transformations.flink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random visits and orders, told in whatever order, some of them twice and some of them by programs; and what the marts must be
 * after them, computed from all that was told at once.
 */
final class RandomVisits {
    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    private static final Duration COUNTS_FOR = Duration.ofDays(7);
    private static final int ORDERS = 200;
    private static final int SECONDS = 20 * 24 * 3600;
    private static final String[] KINDS = {
        "Product Viewed", "Product Viewed", "Product Added", "Order Completed", "Visitor Identified", "Page Viewed"
    };

    private final Random random;
    private final ShopLog log;
    private final ShopEvents events;
    private final List<Visit> told = new ArrayList<>();
    private final Map<Long, Bought> orders = new HashMap<>();
    private int messages;

    /** One event. {@code user} and {@code browser} are null where nobody said, {@code campaign} where none brought it; {@code order} is of orders. */
    record Visit(
            String message,
            String kind,
            Instant time,
            String browser,
            String user,
            List<String> products,
            String campaign,
            long order,
            boolean bot) {
        private Optional<Long> customer() {
            return Optional.ofNullable(user).filter(id -> id.matches("\\d+")).map(Long::valueOf);
        }
    }

    private record Bought(long customer, Instant time) {}

    RandomVisits(long seed, ShopLog log, ShopEvents events) {
        this.random = new Random(seed);
        this.log = log;
        this.events = events;
    }

    /** So many events and orders more. */
    void happen(int times) {
        for (int i = 0; i < times; i++) {
            int what = random.nextInt(10);
            if (what == 0) {
                order();
            } else if (what == 1 && !told.isEmpty()) {
                events.tell(told.get(random.nextInt(told.size())));
            } else {
                Visit visit = visit();
                told.add(visit);
                events.tell(visit);
            }
        }
    }

    private Visit visit() {
        String kind = KINDS[random.nextInt(KINDS.length)];
        boolean known = kind.equals("Visitor Identified") || random.nextInt(4) == 0;
        String user = known ? (random.nextInt(10) == 0 ? "somebody" : customer() + "") : null;
        String browser = user != null && random.nextInt(5) == 0 ? null : "b" + random.nextInt(60);
        List<String> products = new ArrayList<>();
        int count = kind.equals("Order Completed") ? 1 + random.nextInt(3) : kind.startsWith("Product") ? 1 : 0;
        for (int i = 0; i < count; i++) {
            products.add("P" + random.nextInt(8));
        }
        String campaign = random.nextInt(4) == 0 ? "c" + random.nextInt(4) : null;
        return new Visit(
                "m" + messages++,
                kind,
                moment(),
                browser,
                user,
                products,
                campaign,
                1 + random.nextInt(ORDERS),
                random.nextInt(12) == 0);
    }

    private void order() {
        long number = 1 + random.nextInt(ORDERS);
        String key = "{\"orderNumber\":" + number + "}";
        if (orders.containsKey(number) && random.nextInt(4) == 0) {
            orders.remove(number);
            log.put("orders", key, null);
            return;
        }
        // Of an order that is there only the status changes.
        Bought bought = orders.computeIfAbsent(number, first -> new Bought(customer(), moment()));
        log.put(
                "orders",
                key,
                "{\"orderNumber\":" + number + ",\"orderDate\":\"" + bought.time() + "\",\"status\":\"s"
                        + random.nextInt(3) + "\",\"customerNumber\":" + bought.customer() + "}");
    }

    private long customer() {
        return 100 + random.nextInt(25);
    }

    private Instant moment() {
        return BEGIN.plusSeconds(random.nextInt(SECONDS));
    }

    private List<Visit> counted() {
        return told.stream().filter(visit -> !visit.bot()).toList();
    }

    Map<String, String> steps() {
        Map<String, String> rows = new TreeMap<>();
        for (Visit visit : counted()) {
            if (visit.kind().equals("Product Viewed") || visit.kind().equals("Product Added")) {
                boolean viewed = visit.kind().equals("Product Viewed");
                String key = "\"message_id\":\"" + visit.message() + "\",\"place\":0";
                rows.put(
                        "{" + key + "}",
                        "{" + key + ",\"event_time\":\"" + visit.time() + "\",\"anonymous_id\":"
                                + text(visit.browser()) + ",\"customer_number\":"
                                + visit.customer().map(String::valueOf).orElse("null") + ",\"product_code\":\""
                                + visit.products().get(0) + "\",\"viewed\":" + viewed + ",\"carted\":" + !viewed
                                + ",\"told_campaign\":" + text(visit.campaign()) + "}");
            }
        }
        return rows;
    }

    private Map<String, Long> owners() {
        Map<String, Long> owners = new TreeMap<>();
        counted().stream()
                .filter(visit -> visit.browser() != null)
                .sorted(Comparator.comparing(Visit::time).thenComparing(Visit::message))
                .forEach(visit -> whose(visit).ifPresent(customer -> owners.put(visit.browser(), customer)));
        return owners;
    }

    /** Who a visit says that somebody is. */
    private Optional<Long> whose(Visit visit) {
        return switch (visit.kind()) {
            case "Visitor Identified" -> visit.customer();
            case "Order Completed" ->
                visit.customer()
                        .or(() -> Optional.ofNullable(orders.get(visit.order())).map(Bought::customer));
            default -> Optional.empty();
        };
    }

    Map<String, String> browsers() {
        Map<String, String> rows = new TreeMap<>();
        owners().forEach((browser, customer) -> rows.put(
                "{\"anonymous_id\":\"" + browser + "\"}",
                "{\"anonymous_id\":\"" + browser + "\",\"customer_number\":" + customer + "}"));
        return rows;
    }

    Map<String, String> campaigns() {
        Map<String, Long> owners = owners();
        Map<String, String> rows = new TreeMap<>();
        orders.forEach((number, order) -> counted().stream()
                .filter(visit -> visit.campaign() != null)
                .filter(visit -> visit.customer()
                        .or(() -> Optional.ofNullable(visit.browser()).map(owners::get))
                        .filter(customer -> customer == order.customer())
                        .isPresent())
                .filter(visit -> !visit.time().isAfter(order.time())
                        && !visit.time().isBefore(order.time().minus(COUNTS_FOR)))
                .min(Comparator.comparing(Visit::time).reversed().thenComparing(Visit::campaign))
                .ifPresent(touch -> rows.put(
                        "{\"order_number\":" + number + "}",
                        "{\"order_number\":" + number + ",\"campaign\":\"" + touch.campaign() + "\",\"touched_at\":\""
                                + touch.time() + "\"}")));
        return rows;
    }

    /** How many events of each kind there were, each once. */
    Map<String, String> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        counted()
                .forEach(visit ->
                        counts.merge(visit.kind(), Math.max(1, visit.products().size()), Integer::sum));
        Map<String, String> rows = new TreeMap<>();
        counts.forEach((kind, count) ->
                rows.put("{\"event\":\"" + kind + "\"}", "{\"event\":\"" + kind + "\",\"told\":" + count + "}"));
        return rows;
    }

    private static String text(String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }
}
