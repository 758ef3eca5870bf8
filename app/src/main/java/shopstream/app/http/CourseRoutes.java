package shopstream.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.answers.Embeddings;
import shopstream.recommender.answers.LearnedVectors;
import shopstream.recommender.live.Catalog;

/**
 * The three calls by which the pipeline of the course's shop asks its model: a customer's vector from what is known of them, what
 * somebody with a vector likes, and what is like a product. For the shop's own programs, since vectors tell of any customer.
 */
public final class CourseRoutes implements WebServer.Routes {
    private static final int LIMIT = 5;
    private static final int MOST = 100;
    private static final int MOST_CUSTOMERS = 1_000;

    private final Embeddings embeddings;
    private final Catalog catalog;

    public CourseRoutes(Embeddings embeddings, Catalog catalog) {
        this.embeddings = embeddings;
        this.catalog = catalog;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.before("/items_from_item", context -> ReadableQuery.require(context.queryString()));
        config.routes.post("/user_embeddings", this::customers);
        config.routes.post("/items_from_user", this::liked);
        config.routes.get("/items_from_item", this::near);
    }

    private LearnedVectors vectors(Context context) {
        BrowserRequest.refuseForeign(context, "a server");
        return embeddings
                .now()
                .orElseThrow(() -> new HttpProblem(
                        503,
                        "Nothing learned yet",
                        "Vectors are learned from what customers bought, and too few have bought anything yet.",
                        Map.of()));
    }

    private void customers(Context context) {
        LearnedVectors vectors = vectors(context);
        JsonNode asked = Json.read(context.body());
        if (!asked.isArray() || asked.size() > MOST_CUSTOMERS) {
            throw new HttpProblem(
                    400,
                    "Bad body",
                    "The body must be a list of at most " + MOST_CUSTOMERS
                            + " customers, such as [{\"customerNumber\": 103, \"country\": \"France\"}].",
                    Map.of());
        }
        List<Map<String, Object>> answer = new ArrayList<>();
        for (JsonNode customer : asked) {
            answer.add(embedding(customer, vectors));
        }
        answer(context, answer);
    }

    /** From what the customer bought; else that of their region's customers, and else that of all. */
    private static Map<String, Object> embedding(JsonNode customer, LearnedVectors vectors) {
        Optional<String> number = text(customer, "customerNumber", "customer_number", "id");
        Optional<float[]> own = number.flatMap(vectors::ofCustomer);
        Optional<float[]> regional = text(customer, "country", "region").flatMap(vectors::ofRegion);
        String others = regional.isPresent() ? "region" : "everybody";
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", number.orElse(null));
        json.put("embedding", own.or(() -> regional).orElseGet(vectors::ofEverybody));
        json.put("from", own.isPresent() ? "purchases" : others);
        return json;
    }

    private void liked(Context context) {
        LearnedVectors vectors = vectors(context);
        int limit = limit(context);
        float[] vector = vector(Json.object(context.body()).get("embedding"), vectors.width());
        List<Map<String, Object>> answer = new ArrayList<>();
        for (LearnedVectors.Near each : vectors.liked(vector, limit)) {
            answer.add(scored(each.product().id(), "score", each.score()));
        }
        answer(context, answer);
    }

    private void near(Context context) {
        LearnedVectors vectors = vectors(context);
        int limit = limit(context);
        String product = RecommendationRequest.id(context, "item_id").orElse("");
        if (catalog.product(product).isEmpty()) {
            throw new HttpProblem(404, "No such product", "There is no product '" + product + "'.", Map.of());
        }
        List<Map<String, Object>> answer = new ArrayList<>();
        for (LearnedVectors.Near each : vectors.near(product, limit)) {
            answer.add(scored(each.product().id(), "distance", 1 - each.score()));
        }
        answer(context, answer);
    }

    private static int limit(Context context) {
        return RecommendationRequest.whole(context, "limit", LIMIT, 1, MOST);
    }

    private static Map<String, Object> scored(String id, String name, double score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put(name, score);
        return json;
    }

    /** The vector as a list, or as the text of one, which is how a database with vectors gives it. */
    private static float[] vector(JsonNode asked, int width) {
        JsonNode list = asked != null && asked.isTextual() ? Json.read(asked.asText()) : asked;
        if (list == null || !list.isArray() || list.size() != width) {
            throw badVector(width);
        }
        float[] vector = new float[width];
        for (int k = 0; k < width; k++) {
            if (!list.get(k).isNumber()) {
                throw badVector(width);
            }
            vector[k] = list.get(k).floatValue();
        }
        return vector;
    }

    private static HttpProblem badVector(int width) {
        return new HttpProblem(
                400,
                "Bad vector",
                "The key embedding must hold " + width + " numbers, as /user_embeddings answers them.",
                Map.of("width", width));
    }

    private static Optional<String> text(JsonNode customer, String... names) {
        for (String name : names) {
            JsonNode value = customer.get(name);
            if (value != null && value.isValueNode() && !value.isNull()) {
                return Optional.of(value.asText().strip());
            }
        }
        return Optional.empty();
    }

    private static void answer(Context context, List<Map<String, Object>> answer) {
        context.header("Cache-Control", "no-store").result(Json.text(answer));
    }
}
