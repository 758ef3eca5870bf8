package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions in SQL, as {@code /openapi.json} describes them. */
final class SqlDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> OBJECT = Map.of("type", "object");

    private SqlDescription() {}

    static Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put("/api/sql", Map.of("post", question()));
        paths.put(
                "/api/sql/tables",
                Map.of("get", operation("The tables that questions can read, with their columns", json(OBJECT))));
        paths.put("/api/questions", Map.of("get", operation("The saved questions", json(OBJECT))));
        Map<String, Object> name =
                Map.of("name", "name", "in", "path", "required", true, "schema", TEXT, "description", "Its name");
        Map<String, Object> save = operation("Keeps a question by its name", json(OBJECT));
        save.put("parameters", List.of(name));
        save.put("requestBody", body(Map.of("sql", TEXT, "chart", TEXT)));
        Map<String, Object> delete = operation("Deletes a saved question", json(OBJECT));
        delete.put("parameters", List.of(name));
        paths.put("/api/questions/{name}", Map.of("put", save, "delete", delete));
        return paths;
    }

    private static Map<String, Object> question() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("sql", Map.of("type", "string", "description", "One SELECT"));
        properties.put(
                "limit",
                Map.of(
                        "type",
                        "integer",
                        "description",
                        "Rows at most, up to 1,000,000; 1,000 by default in JSON, all that may be in other formats"));
        properties.put("format", Map.of("type", "string", "enum", List.of("json", "csv", "parquet")));
        Map<String, Object> content = new LinkedHashMap<>(json(answer()));
        content.put("text/csv", Map.of("schema", TEXT));
        content.put("application/vnd.apache.parquet", Map.of("schema", Map.of("type", "string", "format", "binary")));
        Map<String, Object> operation = operation(
                "Answers a question in SQL over marts, measures and the lake; nothing can be changed", content);
        operation.put("requestBody", body(properties));
        return operation;
    }

    private static Map<String, Object> answer() {
        Map<String, Object> column = Map.of("type", "object", "properties", Map.of("name", TEXT, "type", TEXT));
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "shownAt",
                        Map.of(
                                "type",
                                List.of("string", "null"),
                                "description",
                                "When what the marts show was copied for questions; null where none is read"),
                        "columns",
                        Map.of("type", "array", "items", column),
                        "rows",
                        Map.of("type", "array", "items", Map.of("type", "array")),
                        "more",
                        Map.of("type", "boolean", "description", "Whether there are more rows than asked for")));
    }

    private static Map<String, Object> operation(String summary, Map<String, Object> content) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", summary);
        operation.put(
                "responses",
                Map.of(
                        "200", Map.of("description", summary, "content", content),
                        "400", problem("It is not understood, or not allowed"),
                        "422", problem("It takes too long, or too much memory"),
                        "503", problem("Too many questions are being answered")));
        return operation;
    }

    private static Map<String, Object> problem(String description) {
        return Map.of(
                "description", description, "content", Map.of("application/problem+json", Map.of("schema", OBJECT)));
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private static Map<String, Object> body(Map<String, Object> properties) {
        return Map.of("required", true, "content", json(Map.of("type", "object", "properties", properties)));
    }
}
