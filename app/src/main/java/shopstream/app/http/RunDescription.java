package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of scheduled work. */
final class RunDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> MOMENT = Map.of("type", "string", "format", "date-time");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");

    private RunDescription() {}

    /** The answer with all schedules. */
    static Map<String, Object> all() {
        return object(Map.of(
                "following", Map.of("type", "boolean"), "schedules", list(schedule(Map.of())), "runs", list(run())));
    }

    /** The operations on one schedule. */
    static Map<String, Object> ofOne() {
        Map<String, Object> name = Map.of("name", "schedule", "in", "path", "required", true, "schema", TEXT);
        return Map.of(
                "get",
                operation(
                        "A schedule with its runs and what they said",
                        name,
                        Map.of("200", answer("The schedule", schedule(Map.of("runs", list(run())))))),
                "post",
                operation(
                        "Runs a schedule's work now",
                        name,
                        Map.of(
                                "202", answer("The run that has begun", run()),
                                "403", problem("Asked from a page of somebody else"),
                                "404", problem("No such schedule"),
                                "409", problem("It runs already, and never twice at once"),
                                "503", problem("The program is still starting"))));
    }

    private static Map<String, Object> operation(
            String summary, Map<String, Object> parameter, Map<String, Object> responses) {
        return Map.of("summary", summary, "parameters", List.of(parameter), "responses", responses);
    }

    private static Map<String, Object> answer(String description, Map<String, Object> schema) {
        return Map.of("description", description, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    private static Map<String, Object> problem(String description) {
        return Map.of(
                "description",
                description,
                "content",
                Map.of("application/problem+json", Map.of("schema", Map.of("type", "object"))));
    }

    private static Map<String, Object> schedule(Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String text : List.of("name", "what", "cron", "when", "zone")) {
            properties.put(text, TEXT);
        }
        properties.put("next", MOMENT);
        properties.put("failures", WHOLE);
        properties.put("newest", run());
        properties.put("lastSuccess", run());
        properties.putAll(more);
        return object(properties);
    }

    private static Map<String, Object> run() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String text : List.of("id", "schedule", "message")) {
            properties.put(text, TEXT);
        }
        properties.put(
                "state",
                Map.of("type", "string", "enum", List.of("running", "succeeded", "failed", "interrupted", "skipped")));
        properties.put(
                "cause", Map.of("type", "string", "enum", List.of("timetable", "catching-up", "retry", "asked")));
        for (String moment : List.of("due", "begun", "ended", "retryAt")) {
            properties.put(moment, MOMENT);
        }
        for (String whole : List.of("attempt", "tookMillis", "rows")) {
            properties.put(whole, WHOLE);
        }
        properties.put("log", list(object(Map.of("at", MOMENT, "text", TEXT))));
        return object(properties);
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties);
    }
}
