package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of the catalog. */
final class CatalogDescription {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> FLAG = Map.of("type", "boolean");

    private CatalogDescription() {}

    static Map<String, Object> paths() {
        return Map.of(
                "/api/catalog",
                Operation.get(
                        "Every dataset, model, dashboard and training set, and what it is made of",
                        List.of(),
                        Operation.object(Map.of("entries", Operation.list(entry())))));
    }

    private static Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (String text : List.of("id", "kind", "name", "title", "description", "place", "contract")) {
            entry.put(text, TEXT);
        }
        entry.put("inLake", FLAG);
        entry.put("columns", Operation.list(column()));
        entry.put("rows", Operation.list(field()));
        return Operation.object(entry);
    }

    private static Map<String, Object> column() {
        Map<String, Object> column = new LinkedHashMap<>();
        for (String text : List.of("name", "role", "type", "description", "expression")) {
            column.put(text, TEXT);
        }
        column.put("rules", Operation.list(TEXT));
        column.put("personal", FLAG);
        column.put("from", Operation.list(field()));
        return Operation.object(column);
    }

    private static Map<String, Object> field() {
        return Operation.object(Map.of("table", TEXT, "column", TEXT));
    }
}
