package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of the calls in the shapes of the course's shop. */
final class CourseDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> LIMIT =
            parameter("limit", "How many products, from 1 to 100; 5", "integer");

    private CourseDescription() {}

    /** The operations by their address. */
    static Map<String, Object> paths() {
        Map<String, Object> vector = Map.of("id", TEXT, "embedding", list(NUMBER), "from", TEXT);
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/user_embeddings",
                Map.of(
                        "post",
                        operation(
                                "The vectors of customers: from what they bought, else of their region's customers",
                                List.of(),
                                list(object(Map.of("customerNumber", TEXT, "country", TEXT))),
                                list(object(vector)))));
        paths.put(
                "/items_from_user",
                Map.of(
                        "post",
                        operation(
                                "What somebody with a vector likes, the best first",
                                List.of(LIMIT),
                                object(Map.of("embedding", list(NUMBER))),
                                list(object(Map.of("id", TEXT, "score", NUMBER))))));
        paths.put(
                "/items_from_item",
                Map.of(
                        "get",
                        operation(
                                "What is like a product, the nearest first",
                                List.of(parameter("item_id", "The product", "string"), LIMIT),
                                Map.of(),
                                list(object(Map.of("id", TEXT, "distance", NUMBER))))));
        return paths;
    }

    /** @param body its schema; empty where there is none */
    private static Map<String, Object> operation(
            String summary, List<?> parameters, Map<String, Object> body, Map<String, Object> answer) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", summary);
        operation.put("parameters", parameters);
        if (!body.isEmpty()) {
            operation.put("requestBody", Map.of("content", json(body)));
        }
        operation.put("responses", Map.of("200", Map.of("description", summary, "content", json(answer))));
        return operation;
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private static Map<String, Object> parameter(String name, String description, String type) {
        return Map.of(
                "name",
                name,
                "in",
                "query",
                "required",
                name.equals("item_id"),
                "description",
                description,
                "schema",
                Map.of("type", type));
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties);
    }
}
