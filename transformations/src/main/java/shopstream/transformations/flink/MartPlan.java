package shopstream.transformations.flink;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern OPERATOR = Pattern.compile("(?m)^[\\s:+|-]*([A-Z]\\w*)\\(");
    private static final Pattern FIRST_OF_ADDED =
            Pattern.compile("Rank\\(strategy=\\[AppendFastStrategy\\].*?rankEnd=1\\].*?orderBy=\\[([^\\]]*)\\]");
    private static final Pattern ONE_DESCENDING = Pattern.compile("[^,]* DESC");
    private static final Set<String> LASTING = Set.of(
            "Sink",
            "Calc",
            "Join",
            "Exchange",
            "ChangelogNormalize",
            "DropUpdateBefore",
            "TableSourceScan",
            "Values",
            "Union",
            "Reused");

    /**
     * Whether a join keeps rows without a partner. Over changing tables Flink's outer join counts a partner's every update
     * as one partner more, and so loses the row when the partner goes.
     */
    boolean joinsOuter() {
        return Fingerprint.executionPlan(explanation).contains("OuterJoin]");
    }

    /**
     * The operators that give rows out which are never true, such as a sum without the part that is about to be added
     * again: within a transaction nobody sees them. The others give out each row as it is at some point of the input.
     */
    Set<String> passing() {
        Set<String> passing = new TreeSet<>();
        Matcher operator = OPERATOR.matcher(Fingerprint.executionPlan(explanation));
        while (operator.find()) {
            if (!LASTING.contains(operator.group(1))) {
                passing.add(operator.group(1));
            }
        }
        return passing;
    }

    /**
     * Whether it takes the first of rows that are only added, by several columns or the smallest of one. Flink 2.1 takes such a
     * first row for one that no later row can replace, so that a join behind it keeps all that ever were the first.
     */
    boolean ranksForGood() {
        Matcher first = FIRST_OF_ADDED.matcher(Fingerprint.executionPlan(explanation));
        while (first.find()) {
            if (!ONE_DESCENDING.matcher(first.group(1)).matches()) {
                return true;
            }
        }
        return false;
    }

    boolean materializes() {
        return explanation.contains("upsertMaterialize=[true]");
    }
}
