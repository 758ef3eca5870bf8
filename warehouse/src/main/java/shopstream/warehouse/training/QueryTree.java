package shopstream.warehouse.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The tree into which DuckDB parses a query, walked with the names that the query gives to parts of itself: such a name is
 * seen by the parts after it, and not from outside.
 */
public final class QueryTree {
    private QueryTree() {}

    /** Looks at a node. */
    public interface Visitor {
        /** @param defined names of parts of the query that can be seen there, in lower case */
        void visit(JsonNode node, Set<String> defined);
    }

    public static void walk(JsonNode root, Visitor visitor) {
        walk(root, Set.of(), visitor);
    }

    private static void walk(JsonNode node, Set<String> defined, Visitor visitor) {
        Set<String> seen = new HashSet<>(defined);
        if (node.path("type").asText().equals("RECURSIVE_CTE_NODE")) {
            seen.add(folded(node.path("cte_name")));
        }
        for (JsonNode part : node.path("cte_map").path("map")) {
            walk(part.path("value"), seen, visitor);
            seen.add(folded(part.path("key")));
        }
        visitor.visit(node, seen);
        node.properties().forEach(field -> {
            if (!field.getKey().equals("cte_map")) {
                walk(field.getValue(), seen, visitor);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> walk(element, seen, visitor));
        }
    }

    private static String folded(JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT);
    }
}
