package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shopstream.ingestion.events.Call;

/** What OpenAPI says of the calls that tell events. */
final class EventDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> OBJECT = Map.of("type", "object");

    private EventDescription() {}

    /** The operations by their address. */
    static Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Call call : Call.values()) {
            paths.put("/v1/" + call.word(), Map.of("post", operation(call)));
        }
        return paths;
    }

    private static Map<String, Object> operation(Call call) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("200", answer());
        responses.put("400", problem("The body is no JSON in UTF-8, or not of the call's shape"));
        responses.put("401", problem("No source has that write key"));
        responses.put("403", problem("Pages of that origin may not call the source"));
        responses.put("413", problem("The body is too large"));
        responses.put("415", problem("The body is of another kind, or packed in another way"));
        responses.put("429", problem("Too much at once: the same again after Retry-After"));
        responses.put("503", problem("The log does not answer: the same again after Retry-After"));
        return Map.of(
                "summary",
                call == Call.BATCH ? "Tells several events" : "Tells one event (" + call.word() + ")",
                "requestBody",
                Map.of("required", true, "content", Map.of("application/json", Map.of("schema", body(call)))),
                "responses",
                responses);
    }

    private static Map<String, Object> body(Call call) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("writeKey", TEXT);
        properties.put("sentAt", Map.of("type", "string", "format", "date-time"));
        if (call == Call.BATCH) {
            properties.put("batch", Map.of("type", "array", "items", event(true)));
            return Map.of("type", "object", "required", List.of("batch"), "properties", properties);
        }
        properties.putAll(fields(false));
        return Map.of("type", "object", "properties", properties);
    }

    private static Map<String, Object> event(boolean withType) {
        return Map.of("type", "object", "properties", fields(withType));
    }

    private static Map<String, Object> fields(boolean withType) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (withType) {
            fields.put("type", Map.of("type", "string", "enum", List.of("track", "page", "identify")));
        }
        for (String text : List.of("event", "messageId", "userId", "anonymousId")) {
            fields.put(text, TEXT);
        }
        fields.put("timestamp", Map.of("type", "string", "format", "date-time"));
        for (String object : List.of("context", "properties", "traits")) {
            fields.put(object, OBJECT);
        }
        return fields;
    }

    private static Map<String, Object> answer() {
        Map<String, Object> rejection = new LinkedHashMap<>();
        rejection.put("index", WHOLE);
        for (String text : List.of("messageId", "rule", "field", "reason")) {
            rejection.put(text, TEXT);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("success", Map.of("type", "boolean"));
        properties.put("accepted", WHOLE);
        properties.put("rejected", Map.of("type", "array", "items", Map.of("type", "object", "properties", rejection)));
        return Map.of(
                "description",
                "Judged: what was accepted is durable, what was rejected is in the quarantine",
                "content",
                Map.of("application/json", Map.of("schema", Map.of("type", "object", "properties", properties))));
    }

    private static Map<String, Object> problem(String description) {
        return Map.of(
                "description", description, "content", Map.of("application/problem+json", Map.of("schema", OBJECT)));
    }
}
