package shopstream.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import shopstream.demo.traffic.Checkout;

/**
 * What a visitor of the store orders: {@code {"customer": 103, "products": [{"id": "S10_1678", "quantity": 2}]}}, or {@code name}
 * and {@code country} of somebody new in place of the customer.
 *
 * @param name of somebody new, empty where {@code customer} is there
 */
record StoreOrder(OptionalInt customer, String name, String country, List<Checkout.Wanted> basket) {
    private static final int MOST_LINES = 50;
    private static final int MOST_PIECES = 99;
    private static final int LONGEST_NAME = 50;

    /** @throws HttpProblem where it cannot be ordered like that, with what is wrong */
    static StoreOrder read(JsonNode body) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        for (JsonNode product : body.path("products")) {
            int quantity = product.path("quantity").asInt(0);
            String id = product.path("id").asText("");
            require(!id.isEmpty(), "A product has no `id`.");
            require(
                    quantity >= 1 && quantity <= MOST_PIECES,
                    "Of " + id + " somebody wants " + product.path("quantity") + " pieces; from 1 to " + MOST_PIECES
                            + " are sold.");
            require(pieces.put(id, quantity) == null, "The product " + id + " is there twice.");
        }
        require(!pieces.isEmpty(), "There are no `products`.");
        require(
                pieces.size() <= MOST_LINES,
                "There are " + pieces.size() + " products; at most " + MOST_LINES + " are sold at once.");
        List<Checkout.Wanted> basket = pieces.entrySet().stream()
                .map(piece -> new Checkout.Wanted(piece.getKey(), piece.getValue()))
                .toList();
        if (body.path("customer").isInt()) {
            return new StoreOrder(OptionalInt.of(body.path("customer").asInt()), "", "", basket);
        }
        String name = body.path("name").asText("").strip();
        require(!name.isEmpty(), "There is neither a `customer` nor a `name`.");
        require(name.length() <= LONGEST_NAME, "The name has more than " + LONGEST_NAME + " characters.");
        return new StoreOrder(OptionalInt.empty(), name, body.path("country").asText(""), basket);
    }

    private static void require(boolean holds, String wrong) {
        if (!holds) {
            throw new HttpProblem(400, "Cannot be ordered", wrong, Map.of());
        }
    }
}
