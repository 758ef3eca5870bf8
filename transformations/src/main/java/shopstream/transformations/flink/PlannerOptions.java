package shopstream.transformations.flink;

import java.util.Map;
import java.util.TreeMap;

/** The options of Flink's planner that every model is planned with. */
final class PlannerOptions {
    private static final Map<String, String> OPTIONS = Map.of(
            "table.local-time-zone", "UTC",
            // Joins never forget: an order of years ago may still be cancelled.
            "table.exec.state.ttl", "0 ms",
            // Batching in the operators would add its delay to every row.
            "table.exec.mini-batch.enabled", "false",
            "table.exec.legacy-cast-behaviour", "DISABLED");

    private PlannerOptions() {}

    static Map<String, String> all() {
        return OPTIONS;
    }

    static String text() {
        return new TreeMap<>(OPTIONS).toString();
    }
}
