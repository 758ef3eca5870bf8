package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of placements. */
final class PlacementDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> MOMENT = Map.of("type", "string", "format", "date-time");

    private PlacementDescription() {}

    /** The operations by their address. */
    static Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/api/placements", Operation.get("The spots on the shop's pages, with their rules", List.of(), all()));
        paths.put(
                "/api/placements/{name}/preview",
                Operation.get(
                        "What a placement would show, and what its rules leave out",
                        List.of(
                                parameter("name", "path", "The placement"),
                                parameter("user", "query", "A customer"),
                                parameter("anonymousId", "query", "A browser, by the tracker's name for it"),
                                parameter("cart", "query", "Products that lie in it, separated by commas"),
                                parameter("viewing", "query", "The product whose page it is"),
                                parameter("region", "query", "Where the visitor is, if no customer is known"),
                                parameter("n", "query", "How many products, if not as many as the placement says"),
                                parameter("at", "query", "A day or a moment, whose rules hold")),
                        RecommendationDescription.answer()));
        return paths;
    }

    private static Map<String, Object> all() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", TEXT);
        rule.put("action", Map.of("type", "string", "enum", List.of("pin", "exclude", "boost", "bury")));
        rule.put("of", Operation.object(Map.of()));
        rule.put("from", MOMENT);
        rule.put("until", MOMENT);
        rule.put("inForce", Map.of("type", "boolean"));
        rule.put("line", WHOLE);
        Map<String, Object> placement = new LinkedHashMap<>();
        placement.put("name", TEXT);
        placement.put(
                "shows", Map.of("type", "string", "enum", List.of("alternatives", "goes-with", "for-you", "popular")));
        placement.put("description", TEXT);
        placement.put("products", WHOLE);
        placement.put("recommender", TEXT);
        placement.put("only", Operation.object(Map.of()));
        placement.put("rules", Operation.list(Operation.object(rule)));
        placement.put("file", TEXT);
        return Operation.object(Map.of(
                "placements",
                Operation.list(Operation.object(placement)),
                "problems",
                Operation.list(
                        Operation.object(Map.of("file", TEXT, "line", WHOLE, "message", TEXT, "nextStep", TEXT)))));
    }

    private static Map<String, Object> parameter(String name, String in, String description) {
        return Map.of(
                "name", name, "in", in, "required", in.equals("path"), "description", description, "schema", TEXT);
    }
}
