package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of the calls that tell what became of recommendations. */
final class OutcomeDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> NUMBER = Map.of("type", List.of("number", "null"));
    private static final Map<String, Object> ESTIMATE = Operation.object(Map.of(
            "value", Map.of("type", "number"), "low", Map.of("type", "number"), "high", Map.of("type", "number")));

    private OutcomeDescription() {}

    /** The operations by their address. */
    static Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/api/recommendations/outcomes",
                Operation.get(
                        "What became of the lists that were shown on the last days",
                        List.of(parameter("days", "The last so many, from 1 to 30; 7 where none are named", WHOLE)),
                        outcomes()));
        paths.put(
                "/api/recommendations/explain",
                Operation.get(
                        "What somebody would be recommended, why, and what not",
                        List.of(
                                parameter("user", "A customer", TEXT),
                                parameter("anonymousId", "A browser, by the tracker's name for it", TEXT),
                                parameter("cart", "Products that lie in it, separated by commas", TEXT),
                                parameter("viewing", "The product whose page it is", TEXT),
                                parameter("product", "Why this one is not among them", TEXT),
                                parameter("n", "How many products, from 1 to 100", WHOLE)),
                        explanation()));
        paths.put(
                "/api/recommendations/visitors",
                Operation.get("Who was shown recommendations last", List.of(), visitors()));
        paths.put(
                "/api/experiments",
                Operation.get("The declared experiments, and what they say so far", List.of(), experiments()));
        return paths;
    }

    private static Map<String, Object> outcomes() {
        Map<String, Object> figures = figures();
        Map<String, Object> named = Map.of("type", "object", "additionalProperties", Operation.object(figures));
        Map<String, Object> day = new LinkedHashMap<>(figures);
        day.put("day", Map.of("type", "string", "format", "date"));
        day.put("sources", named);
        Map<String, Object> origin = new LinkedHashMap<>(figures);
        for (String part : List.of("placement", "source", "model", "experiment", "variant")) {
            origin.put(part, TEXT);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("currency", TEXT);
        answer.put("boughtWithinDays", WHOLE);
        answer.put("products", WHOLE);
        answer.put("bestSellers", WHOLE);
        answer.put("late", WHOLE);
        answer.put("total", Operation.object(figures));
        answer.put("days", Operation.list(Operation.object(day)));
        answer.put("placements", named);
        answer.put("sources", named);
        answer.put("origins", Operation.list(Operation.object(origin)));
        return Operation.object(answer);
    }

    private static Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("shown", described(WHOLE, "Lists that came onto a screen"));
        figures.put("clicked", described(WHOLE, "Lists in which something was clicked within a day"));
        figures.put("clickThrough", described(NUMBER, "Clicked by shown"));
        figures.put("bought", described(WHOLE, "Lists of which something clicked was bought within boughtWithinDays"));
        figures.put("revenue", described(TEXT, "What that was sold for"));
        figures.put("productsShown", WHOLE);
        figures.put("coverage", described(NUMBER, "The share of the shop's products that was shown"));
        figures.put(
                "bestSellerShare",
                described(NUMBER, "What share of all products shown is of the tenth that is wanted most"));
        return figures;
    }

    private static Map<String, Object> explanation() {
        Map<String, Object> item =
                Map.of("id", TEXT, "name", TEXT, "category", TEXT, "score", Map.of("type", "number"), "reason", TEXT);
        return Operation.object(Map.of(
                "source",
                TEXT,
                "reason",
                TEXT,
                "items",
                Operation.list(Operation.object(item)),
                "leftOut",
                Operation.list(Operation.object(Map.of("id", TEXT, "name", TEXT, "rule", TEXT, "reason", TEXT)))));
    }

    private static Map<String, Object> visitors() {
        return Operation.object(Map.of(
                "visitors",
                Operation.list(Operation.object(
                        Map.of("user", TEXT, "anonymousId", TEXT, "at", TEXT, "placement", TEXT, "source", TEXT)))));
    }

    private static Map<String, Object> experiments() {
        Map<String, Object> variant = new LinkedHashMap<>();
        for (String text : List.of("name", "answers", "clickThroughVerdict", "revenueVerdict")) {
            variant.put(text, TEXT);
        }
        variant.put("share", Map.of("type", "number"));
        variant.put("visitors", described(WHOLE, "Those to whom a list of it was shown"));
        for (String estimate : List.of(
                "clickThrough", "conversion", "revenuePerVisitor", "clickThroughDifference", "revenueDifference")) {
            variant.put(estimate, described(ESTIMATE, "With its interval of 95 % confidence"));
        }
        Map<String, Object> experiment = new LinkedHashMap<>();
        for (String text : List.of("name", "placement", "from", "until", "control")) {
            experiment.put(text, TEXT);
        }
        experiment.put("mixedVisitors", WHOLE);
        experiment.put(
                "sampleRatioProbability",
                described(
                        NUMBER, "How likely the visitors' shares are if all is well; below 0.001 nothing is compared"));
        experiment.put("variants", Operation.list(Operation.object(variant)));
        return Operation.object(Map.of(
                "currency", TEXT, "visitorsLeast", WHOLE, "experiments", Operation.list(Operation.object(experiment))));
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.put("description", description);
        return described;
    }

    private static Map<String, Object> parameter(String name, String description, Map<String, Object> schema) {
        return Map.of("name", name, "in", "query", "required", false, "description", description, "schema", schema);
    }
}
