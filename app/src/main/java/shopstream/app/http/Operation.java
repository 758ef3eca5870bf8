package shopstream.app.http;

import java.util.List;
import java.util.Map;

/** How OpenAPI writes down a question and the JSON that answers it. */
final class Operation {
    private Operation() {}

    /** @param parameters each as OpenAPI has it */
    static Map<String, Object> get(String summary, List<?> parameters, Map<String, Object> schema) {
        Map<String, Object> answer =
                Map.of("description", summary, "content", Map.of("application/json", Map.of("schema", schema)));
        return Map.of("get", Map.of("summary", summary, "parameters", parameters, "responses", Map.of("200", answer)));
    }

    static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties);
    }
}
