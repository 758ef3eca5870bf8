package shopstream.transformations.flink;

import java.util.Set;
import shopstream.eventlog.MartScript;
import shopstream.transformations.model.Mart;

/**
 * What the planner makes of a mart.
 *
 * @param explanation Flink's EXPLAIN
 * @param datasets the datasets its job reads, after what is not needed has been dropped
 * @param script what makes the same plan again without the folder
 */
record MartPlan(Mart mart, String explanation, Set<String> datasets, String fingerprint, MartScript script) {
    /**
     * Whether a join keeps rows without a partner. Over changing tables Flink's outer join counts a partner's every update
     * as one partner more, and so loses the row when the partner goes.
     */
    boolean joinsOuter() {
        return Fingerprint.executionPlan(explanation).contains("OuterJoin]");
    }

    boolean materializes() {
        return explanation.contains("upsertMaterialize=[true]");
    }
}
