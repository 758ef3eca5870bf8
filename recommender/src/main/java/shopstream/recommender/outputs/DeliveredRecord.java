package shopstream.recommender.outputs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one customer is recommended at a moment, in the shape in which the pipeline of the course's shop delivers it. Every record
 * has all fields; what is not known of a customer is null.
 *
 * @param session the visit, by an id that stays the same while it goes on
 * @param customer what events and purchases call them
 * @param browsed what they looked at on the visit and what lies in their cart, the newest first
 * @param recommended the best first
 */
public record DeliveredRecord(
        String session,
        String customer,
        CustomerDetails details,
        List<Browsed> browsed,
        List<Recommended> recommended,
        Similar similar) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** A number that is the same when it is written as one: no sign, no leading zero, and within what every reader keeps exactly. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,14}");

    /** @param quantity how many lie in the cart, or else how many it was looked at as; at least one */
    public record Browsed(String product, int quantity, boolean inCart) {}

    /** @param score between 0 and 1; those of one record can be compared */
    public record Recommended(String product, double score) {}

    /** @param distance one minus the cosine of what was learned of both, the nearest first */
    public record Near(String product, double distance) {}

    /** What is like a product. @param product empty where the customer was interested in none */
    public record Similar(Optional<String> product, List<Near> items) {
        public Similar {
            items = List.copyOf(items);
        }
    }

    public DeliveredRecord {
        browsed = List.copyOf(browsed);
        recommended = List.copyOf(recommended);
    }

    /** As one line of JSON, without the line's end. */
    public String line() {
        ObjectNode json = JSON.createObjectNode().put("session_id", session);
        if (NUMBER.matcher(customer).matches()) {
            json.put("customer_number", Long.parseLong(customer));
        } else {
            json.put("customer_number", customer);
        }
        json.put("city", details.city().orElse(null));
        json.put("country", details.country().orElse(null));
        json.put(
                "credit_limit",
                details.creditLimit().map(DeliveredRecord::shortest).orElse(null));
        ArrayNode history = json.putArray("browse_history");
        for (Browsed each : browsed) {
            history.addObject()
                    .put("product_code", each.product())
                    .put("quantity", Integer.toString(each.quantity()))
                    .put("in_shopping_cart", each.inCart());
        }
        ArrayNode items = json.putArray("recommended_items");
        recommended.forEach(each -> items.addObject().put("id", each.product()).put("score", each.score()));
        ObjectNode like = json.putObject("similar_items")
                .put("product_code", similar.product().orElse(null));
        ArrayNode near = like.putArray("similar_items");
        similar.items()
                .forEach(each -> near.addObject().put("id", each.product()).put("distance", each.distance()));
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Without zeros at the end that say nothing: 59811 and not 59811.00. */
    private static BigDecimal shortest(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
