package shopstream.warehouse.sql;

import java.util.Set;

/**
 * What a worker says, as a line of JSON.
 *
 * @param reads the tables that the question reads
 * @param problem why it has no answer; null where it has
 */
record WorkerReply(Set<String> reads, long rows, boolean more, Problem problem) {
    record Problem(SqlProblem.Kind kind, String message, String nextStep) {
        SqlProblem raised() {
            return new SqlProblem(kind, message, nextStep);
        }
    }

    static WorkerReply refused(SqlProblem problem) {
        return new WorkerReply(
                Set.of(), 0, false, new Problem(problem.kind(), problem.getMessage(), problem.nextStep()));
    }
}
