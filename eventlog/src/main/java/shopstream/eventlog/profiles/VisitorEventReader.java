package shopstream.eventlog.profiles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the events topic's records, as the collector writes them. Only what profiles need is looked at; whatever else an event
 * holds is passed over without being built. For use by one thread.
 */
public final class VisitorEventReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> VIEWS = Set.of("Product Viewed", "Product Clicked", "Recommendation Clicked");
    private static final String ORDERED = "Order Completed";

    private static final int MOST_AGENTS = 1_000;

    /** By what a browser calls itself: there are few such names, and looking through one takes as long as reading the event. */
    private final Map<String, Boolean> bots = new HashMap<>();

    private String event;
    private String type;
    private String message;
    private String user;
    private String browser;
    private String timestamp;
    private String agent;
    private String order;
    private Product single;
    private List<Product> products;

    /** As far as it matters here. */
    private static final class Product {
        private String id;
        private int quantity;
        private boolean inCart;
    }

    /**
     * What a record says.
     *
     * @param json as it stands in the log
     * @throws IOException when it is no event
     */
    public VisitorEvent read(byte[] json) throws IOException {
        event = type = message = user = browser = timestamp = agent = order = null;
        single = new Product();
        products = new ArrayList<>(0);
        try (JsonParser parser = JSON.createParser(json)) {
            requireObject(parser.nextToken());
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                field(parser, name);
            }
        }
        long millis = millis();
        long hash = MessageHash.of(String.valueOf(message));
        boolean both = user != null && browser != null;
        return new VisitorEvent(
                Optional.ofNullable(user),
                Optional.ofNullable(browser),
                Optional.ofNullable(order).filter(id -> ORDERED.equals(event)),
                both && ("identify".equals(type) || ORDERED.equals(event)),
                isBot(),
                millis,
                hash,
                interactions(millis, hash));
    }

    private boolean isBot() {
        if (agent == null) {
            return false;
        }
        if (bots.size() == MOST_AGENTS) {
            bots.clear();
        }
        return bots.computeIfAbsent(agent, BotAgents::contain);
    }

    private void field(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "event" -> event = parser.getText();
            case "type" -> type = parser.getText();
            case "messageId" -> message = parser.getText();
            case "userId" -> user = parser.getValueAsString();
            case "anonymousId" -> browser = parser.getValueAsString();
            case "timestamp" -> timestamp = parser.getText();
            case "context" -> context(parser, token);
            case "properties" -> properties(parser, token);
            default -> parser.skipChildren();
        }
    }

    private void context(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("userAgent")) {
                agent = parser.getValueAsString();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void properties(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (name.equals("products")) {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    products(parser);
                }
            } else if (name.equals("order_id")) {
                parser.nextToken();
                order = parser.getValueAsString();
            } else {
                property(parser, name, single);
            }
        }
    }

    private void products(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            Product product = new Product();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                property(parser, name, product);
            }
            products.add(product);
        }
    }

    private static void property(JsonParser parser, String name, Product product) throws IOException {
        parser.nextToken();
        switch (name) {
            case "product_id" -> product.id = parser.getValueAsString();
            case "sku" -> product.id = product.id == null ? parser.getValueAsString() : product.id;
            case "quantity" -> product.quantity = parser.getValueAsInt();
            case "in_shopping_cart" -> product.inCart = parser.getValueAsBoolean();
            default -> parser.skipChildren();
        }
    }

    private long millis() throws IOException {
        try {
            return EventMoment.millis(String.valueOf(timestamp));
        } catch (DateTimeParseException none) {
            throw new IOException("The event has no timestamp: " + timestamp, none);
        }
    }

    private List<Interaction> interactions(long millis, long hash) {
        if (single.id != null && products.isEmpty()) {
            products = List.of(single);
        }
        var told = new Told(millis, hash);
        String name = String.valueOf(event);
        switch (name) {
            case "Product Added" -> told.each(Interaction.Kind.CARTED);
            case "Product Removed" -> told.each(Interaction.Kind.REMOVED);
            case ORDERED -> {
                told.bought();
                told.add("", Interaction.Kind.EMPTIED, 0);
            }
            case "Cart Viewed" -> {
                if (!products.isEmpty()) {
                    told.add("", Interaction.Kind.EMPTIED, 0);
                    told.each(Interaction.Kind.IN_CART);
                }
            }
            case "Session Recorded" -> session(told);
            default -> {
                if (VIEWS.contains(name)) {
                    told.each(Interaction.Kind.VIEWED);
                }
            }
        }
        return told.interactions;
    }

    /** A whole session: what was looked at in its order, and then what lay in the cart. */
    private void session(Told told) {
        told.each(Interaction.Kind.VIEWED);
        told.add("", Interaction.Kind.EMPTIED, 0);
        products.stream()
                .filter(product -> product.inCart && product.id != null)
                .forEach(product -> told.add(product.id, Interaction.Kind.IN_CART, product.quantity));
    }

    /** The interactions of this event, each with its place. */
    private final class Told {
        private final List<Interaction> interactions = new ArrayList<>(2);
        private final long millis;
        private final long hash;

        private Told(long millis, long hash) {
            this.millis = millis;
            this.hash = hash;
        }

        private void each(Interaction.Kind kind) {
            for (Product product : products) {
                if (product.id != null && !product.id.isEmpty()) {
                    add(product.id, kind, product.quantity);
                }
            }
        }

        private void bought() {
            if (order == null) {
                each(Interaction.Kind.BOUGHT);
                return;
            }
            products.stream()
                    .filter(product -> product.id != null && !product.id.isEmpty())
                    .forEach(product ->
                            interactions.add(Interaction.bought(order, product.id, product.quantity, millis)));
        }

        private void add(String product, Interaction.Kind kind, int quantity) {
            interactions.add(new Interaction(product.intern(), kind, quantity, millis, hash, interactions.size()));
        }
    }

    private static void requireObject(JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new IOException("The record is no event: it begins with " + token);
        }
    }
}
