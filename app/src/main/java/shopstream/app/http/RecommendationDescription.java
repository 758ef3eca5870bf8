package shopstream.app.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of the calls that ask for recommendations. */
final class RecommendationDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final List<Parameter> LISTED = List.of(
            new Parameter("n", "How many products, from 1 to 100; else as many as the placement says", "integer"),
            new Parameter("deadlineMillis", "After which what is popular is better than what is personal", "integer"));

    private RecommendationDescription() {}

    private record Parameter(String name, String description, String type) {
        Map<String, Object> in(String place) {
            return Map.of(
                    "name", name,
                    "in", place,
                    "required", place.equals("path"),
                    "description", description,
                    "schema", Map.of("type", type));
        }
    }

    /** The operations by their address. */
    static Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/api/recommendations",
                get(
                        "What to show a visitor",
                        answer(),
                        new Parameter("user", "A customer; counts from this machine only", "string"),
                        new Parameter("token", "By which the shop says who a visitor is", "string"),
                        new Parameter("anonymousId", "A browser, by the tracker's name for it", "string"),
                        new Parameter("cart", "Products that lie in it, separated by commas", "string"),
                        new Parameter("viewing", "The product whose page it is", "string"),
                        new Parameter("placement", "The spot on the page, by its name", "string"),
                        new Parameter("region", "Where the visitor is, if no customer is known", "string")));
        paths.put(
                "/api/products/{id}/similar",
                get("What goes with a product", answer(), new Parameter("id", "The product", "string")));
        paths.put(
                "/api/popular",
                get(
                        "What is wanted most",
                        Map.of("type", "object"),
                        new Parameter("days", "The last so many, from 1 to 90", "integer"),
                        new Parameter("region", "Only what is bought in this one", "string"),
                        new Parameter("category", "Only of this one", "string")));
        return paths;
    }

    private static Map<String, Object> get(String summary, Map<String, Object> schema, Parameter... own) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (Parameter parameter : own) {
            parameters.add(parameter.in(parameter.name().equals("id") ? "path" : "query"));
        }
        LISTED.forEach(parameter -> parameters.add(parameter.in("query")));
        return Operation.get(summary, parameters, schema);
    }

    /** An answer's schema. */
    static Map<String, Object> answer() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("recommendationId", TEXT);
        properties.put("placement", TEXT);
        properties.put("source", Map.of("type", "string", "enum", List.of("personal", "similar", "popular", "static")));
        properties.put("region", TEXT);
        properties.put("reason", TEXT);
        properties.put("model", TEXT);
        properties.put("rules", Operation.list(TEXT));
        properties.put(
                "experiment",
                Map.of("type", List.of("object", "null"), "properties", Map.of("name", TEXT, "variant", TEXT)));
        properties.put(
                "items",
                Operation.list(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                                "id",
                                TEXT,
                                "name",
                                TEXT,
                                "score",
                                NUMBER,
                                "reason",
                                TEXT,
                                "rules",
                                Operation.list(TEXT)))));
        return Operation.object(properties);
    }
}
