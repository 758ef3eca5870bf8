package shopstream.transformations.flink;

import java.util.Set;
import shopstream.transformations.model.Mart;

/**
 * What the planner makes of a mart.
 *
 * @param explanation Flink's EXPLAIN
 * @param datasets the datasets its job reads, after what is not needed has been dropped
 */
record MartPlan(Mart mart, String explanation, Set<String> datasets, String fingerprint) {
    boolean materializes() {
        return explanation.contains("upsertMaterialize=[true]");
    }
}
