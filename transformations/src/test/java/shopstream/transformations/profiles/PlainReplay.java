package shopstream.transformations.profiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.profiles.Interaction;
import shopstream.eventlog.profiles.Joins.Join;
import shopstream.eventlog.profiles.Sale;
import shopstream.eventlog.profiles.Trail;
import shopstream.eventlog.profiles.VisitorEvent;
import shopstream.eventlog.profiles.VisitorEventReader;
import shopstream.eventlog.profiles.Visitors;

/**
 * What profiles must be after all that a log holds, computed in plain Java from all of it at once: what was done lately by the fold
 * that servers have, and whatever else by counting.
 */
final class PlainReplay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Visitors visitors = new Visitors();
    private final List<VisitorEvent> events = new ArrayList<>();
    private final Map<String, SortedSet<Join>> identities = new HashMap<>();
    private final List<Sale> sales = new ArrayList<>();
    private final Set<String> messages = new HashSet<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private final Map<String, Long> programs = new TreeMap<>();

    /** What is expected of a profile. {@code taste} as products with their days of views, carts and purchases. */
    record Expected(
            Trail recent, Map<String, Integer> cart, Map<String, List<Integer>> taste, long events, long programs) {}

    /** @param sold the topics of what was sold */
    PlainReplay(LogAddress log, String dataset, List<String> sold) throws IOException {
        VisitorEventReader reader = new VisitorEventReader();
        for (ConsumerRecord<byte[], byte[]> record :
                TopicContent.of(log, log.names().events(dataset))) {
            VisitorEvent event = reader.read(record.value());
            visitors.add(event);
            events.add(event);
            if (event.identifies() && !event.bot()) {
                identity(event, event.user().orElseThrow());
            }
            count(JSON.readTree(record.value()), event);
        }
        for (String topic : sold) {
            for (ConsumerRecord<byte[], byte[]> record : TopicContent.of(log, topic)) {
                Sale.read(RandomSales.MART, record.value()).ifPresent(sales::add);
            }
        }
        sales.forEach(visitors::add);
        joinByOrders();
    }

    /** Whose an order is, the browsers are that told of it. */
    private void joinByOrders() {
        Map<String, String> whose = new HashMap<>();
        sales.forEach(sale -> whose.put(sale.order(), sale.customer().orElseThrow()));
        whose.forEach((order, customer) -> events.stream()
                .filter(event -> event.order().filter(order::equals).isPresent() && !event.bot())
                .filter(event -> event.browser().isPresent())
                .collect(Collectors.toMap(
                        event -> new Join(event.millis(), event.browser().orElseThrow()),
                        event -> event,
                        (one, same) -> one,
                        TreeMap::new))
                .values()
                .forEach(event -> identity(event, customer)));
    }

    private void identity(VisitorEvent event, String customer) {
        identities
                .computeIfAbsent(event.browser().orElseThrow(), first -> new TreeSet<>())
                .add(new Join(event.millis(), customer));
    }

    private void count(JsonNode json, VisitorEvent event) {
        String whose = json.hasNonNull("userId")
                ? "customer:" + json.get("userId").asText()
                : "browser:" + json.get("anonymousId").asText();
        if (messages.add(json.get("messageId").asText())) {
            (event.bot() ? programs : counted).merge(whose, 1L, Long::sum);
        }
    }

    /** All profiles there must be, by the keys of their topic. */
    Map<String, Expected> expected() {
        Map<String, Expected> expected = new TreeMap<>();
        Set<String> browsers = new TreeSet<>();
        Set<String> customers = new TreeSet<>();
        sales.forEach(sale -> customers.add(sale.customer().orElseThrow()));
        for (VisitorEvent event : events) {
            event.user().ifPresent(customers::add);
            if (!event.bot() || event.user().isEmpty()) {
                event.browser().ifPresent(browsers::add);
            }
        }
        browsers.forEach(
                id -> expected.put("browser:" + id, expected("browser:" + id, visitors.ofBrowser(id), null, id)));
        customers.forEach(
                id -> expected.put("customer:" + id, expected("customer:" + id, visitors.ofUser(id), id, null)));
        return expected;
    }

    private Expected expected(String key, Trail recent, String user, String browser) {
        Map<String, Integer> cart = recent.isEmpty() ? Map.of() : recent.cart(recent.newest());
        return new Expected(
                recent, cart, taste(user, browser), counted.getOrDefault(key, 0L), programs.getOrDefault(key, 0L));
    }

    private Map<String, List<Integer>> taste(String user, String browser) {
        Map<Interaction.Kind, Map<String, Set<Long>>> days = new HashMap<>();
        for (VisitorEvent event : events) {
            for (Interaction did : event.interactions()) {
                long day = Math.floorDiv(did.millis(), DAY_MILLIS);
                boolean anonymous = event.user().isEmpty();
                boolean theirs = user == null
                        ? anonymous && event.browser().orElseThrow().equals(browser)
                        : event.user().filter(user::equals).isPresent()
                                || anonymous
                                        && user.equals(owner(event.browser().orElseThrow(), day));
                if (theirs && did.kind().isInterest() && !event.bot()) {
                    days.computeIfAbsent(did.kind(), first -> new HashMap<>())
                            .computeIfAbsent(did.product(), first -> new HashSet<>())
                            .add(day);
                }
            }
        }
        for (Sale sale : sales) {
            if (sale.customer().orElseThrow().equals(user)) {
                days.computeIfAbsent(Interaction.Kind.BOUGHT, first -> new HashMap<>())
                        .computeIfAbsent(sale.product(), first -> new HashSet<>())
                        .add(Math.floorDiv(sale.millis(), DAY_MILLIS));
            }
        }
        Map<String, List<Integer>> taste = new TreeMap<>();
        for (Map<String, Set<Long>> each : days.values()) {
            for (String product : each.keySet()) {
                taste.put(
                        product,
                        List.of(
                                days(days, Interaction.Kind.VIEWED, product),
                                days(days, Interaction.Kind.CARTED, product),
                                days(days, Interaction.Kind.BOUGHT, product)));
            }
        }
        return taste;
    }

    private static int days(Map<Interaction.Kind, Map<String, Set<Long>>> days, Interaction.Kind kind, String product) {
        return days.getOrDefault(kind, Map.of()).getOrDefault(product, Set.of()).size();
    }

    /** Who had a browser when a day was over: whoever identified last before, or else first of all; null for nobody. */
    private String owner(String browser, long day) {
        SortedSet<Join> told = identities.getOrDefault(browser, new TreeSet<>());
        String owner = told.isEmpty() ? null : told.first().user();
        for (Join join : told) {
            if (join.millis() < (day + 1) * DAY_MILLIS) {
                owner = join.user();
            }
        }
        return owner;
    }
}
