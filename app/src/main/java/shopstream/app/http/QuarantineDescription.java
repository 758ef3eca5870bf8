package shopstream.app.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of the quarantine. */
final class QuarantineDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> MOMENT = Map.of("type", "string", "format", "date-time");

    private QuarantineDescription() {}

    static Map<String, Object> paths() {
        List<Map<String, Object>> wanted = List.of(
                parameter("dataset", "query", "Of this dataset alone", TEXT),
                parameter("rule", "query", "What broke this rule alone", TEXT),
                parameter("column", "query", "What broke a rule of this column alone", TEXT));
        List<Map<String, Object>> ofRecords = new ArrayList<>(wanted);
        ofRecords.add(parameter("before", "query", "Older than the record at this place", WHOLE));
        ofRecords.add(parameter("n", "query", "How many, from 1 to 500; 50", WHOLE));
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put("/api/quarantine", Operation.get("What was rejected by its contract, by cause", wanted, standing()));
        paths.put(
                "/api/quarantine/records",
                Operation.get(
                        "Records that were rejected, the newest first",
                        ofRecords,
                        Operation.object(Map.of("records", Operation.list(record())))));
        paths.put(
                "/api/quarantine/records/{place}",
                Operation.get(
                        "One record that was rejected",
                        List.of(parameter("place", "path", "Where it lies", WHOLE)),
                        record()));
        return paths;
    }

    private static Map<String, Object> parameter(
            String name, String in, String description, Map<String, Object> schema) {
        return Map.of(
                "name", name, "in", in, "required", in.equals("path"), "description", description, "schema", schema);
    }

    private static Map<String, Object> standing() {
        Map<String, Object> example = Operation.object(Map.of("value", TEXT, "records", WHOLE));
        Map<String, Object> cause = new LinkedHashMap<>();
        for (String text : List.of("dataset", "rule", "column")) {
            cause.put(text, TEXT);
        }
        cause.put("records", WHOLE);
        cause.put("stale", WHOLE);
        cause.put("first", MOMENT);
        cause.put("last", MOMENT);
        cause.put("examples", Operation.list(example));
        cause.put("recordsOfOtherValues", WHOLE);
        return Operation.object(Map.of(
                "complete",
                Map.of("type", "boolean", "description", "Whether all of it has been read; ask again until it has"),
                "records",
                WHOLE,
                "stale",
                WHOLE,
                "causes",
                Operation.list(Operation.object(cause))));
    }

    private static Map<String, Object> record() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("place", WHOLE);
        for (String text : List.of("dataset", "rule", "column", "value", "source", "where", "operation", "contract")) {
            properties.put(text, TEXT);
        }
        properties.put("original", Map.of("type", "object"));
        properties.put("leftStale", Map.of("type", "boolean"));
        properties.put("committed", MOMENT);
        properties.put("setAside", MOMENT);
        return Operation.object(properties);
    }
}
