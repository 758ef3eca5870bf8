package shopstream.demo.visitors;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import shopstream.demo.market.Product;

/**
 * Something a visitor does, and when.
 *
 * @param event its name in Segment's specification; {@code identify} for the call of that name
 * @param anonymousId by what the browser is known
 * @param customer who it is, once that is known
 * @param properties as JSON
 */
record Click(
        String messageId,
        String event,
        String anonymousId,
        OptionalInt customer,
        Instant time,
        String properties,
        String campaign) {
    static final String IDENTIFY = "identify";
    static final String NOTHING = "{}";

    /** By a visitor who came by themselves. */
    static Click of(
            String event,
            String anonymousId,
            OptionalInt customer,
            Instant time,
            String properties,
            RandomGenerator random) {
        return new Click(
                Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
                event,
                anonymousId,
                customer,
                time,
                properties,
                "");
    }

    Click broughtBy(String name) {
        return new Click(messageId, event, anonymousId, customer, time, properties, name);
    }

    /** The same at another time. */
    Click at(Instant moment) {
        return new Click(messageId, event, anonymousId, customer, moment, properties, campaign);
    }

    /** The properties of one product. */
    static String product(Product product, String category, int quantity) {
        return "{\"product_id\":" + text(product.code()) + ",\"name\":" + text(product.name()) + ",\"category\":"
                + text(category) + ",\"brand\":" + text(product.vendor()) + ",\"price\":"
                + BigDecimal.valueOf(product.msrpCents(), 2) + (quantity > 0 ? ",\"quantity\":" + quantity : "") + "}";
    }

    /** The properties of a list of recommendations. */
    static String shown(Shelf.Shown list, String placement) {
        StringBuilder products = new StringBuilder();
        for (int place = 0; place < list.products().size(); place++) {
            products.append(place == 0 ? "" : ",")
                    .append("{\"product_id\":")
                    .append(text(list.products().get(place)))
                    .append(",\"position\":")
                    .append(place + 1)
                    .append('}');
        }
        return "{\"recommendation_id\":" + text(list.id()) + ",\"placement\":" + text(placement) + "," + list.told()
                + "\"products\":[" + products + "]}";
    }

    /** The properties of a click on one of them. @param place from 0 */
    static String clicked(Shelf.Shown list, String placement, int place) {
        return "{\"recommendation_id\":" + text(list.id()) + ",\"placement\":" + text(placement) + "," + list.told()
                + "\"product_id\":" + text(list.products().get(place)) + ",\"position\":" + (place + 1) + "}";
    }

    /** The properties of an order. */
    static String order(int number, List<String> products) {
        return "{\"order_id\":\"" + number + "\",\"products\":[" + String.join(",", products) + "]}";
    }

    /** As the platform takes it. */
    String json() {
        boolean identify = event.equals(IDENTIFY);
        return "{\"type\":\"" + (identify ? IDENTIFY : "track") + "\",\"messageId\":" + text(messageId)
                + ",\"anonymousId\":" + text(anonymousId)
                + (customer.isPresent() ? ",\"userId\":\"" + customer.getAsInt() + "\"" : "")
                + ",\"timestamp\":\"" + time + "\""
                + (identify ? "" : ",\"event\":" + text(event) + ",\"properties\":" + properties)
                + ",\"context\":{\"library\":{\"name\":\"sample-shop\",\"version\":\"1\"}"
                + (campaign.isEmpty() ? "" : ",\"campaign\":{\"name\":" + text(campaign) + "}") + "}}";
    }

    private static String text(String value) {
        return value.chars()
                .mapToObj(character -> character == '"' || character == '\\'
                        ? "\\" + (char) character
                        : character < ' ' ? String.format("\\u%04x", character) : String.valueOf((char) character))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
