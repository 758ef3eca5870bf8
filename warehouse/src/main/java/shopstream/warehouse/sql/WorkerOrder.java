package shopstream.warehouse.sql;

import java.util.List;

/**
 * What a worker is told, as a line of JSON.
 *
 * @param tables that there are
 * @param preparation what to answer from; null asks only which tables the question reads
 */
record WorkerOrder(String sql, List<String> tables, Preparation preparation) {
    /**
     * @param memory that DuckDB may use
     * @param spill where it puts what does not fit
     * @param shown the file of what the warehouse shows; null where the question does without
     * @param shownAt when that was copied; null likewise
     * @param lake statements that make the lake's views in an empty database
     * @param files that these views read
     * @param out the file into which the answer goes
     */
    record Preparation(
            String memory,
            String spill,
            String shown,
            String shownAt,
            List<String> lake,
            List<String> files,
            int limit,
            AnswerFormat format,
            String out) {}
}
