package shopstream.warehouse.sql;

/**
 * A question in SQL.
 *
 * @param sql one SELECT
 * @param limit how many rows at most are in the answer
 */
public record SqlQuestion(String sql, int limit, AnswerFormat format) {
    /** Nobody writes a longer one by hand. */
    private static final int LONGEST = 100_000;

    /** @throws SqlProblem where it asks for nothing, or for more than there is to be had */
    public SqlQuestion {
        if (sql.isBlank()) {
            throw new SqlProblem(
                    SqlProblem.Kind.NOT_ALLOWED, "The question is empty.", "Write a SELECT, such as SELECT 1.");
        }
        if (sql.length() > LONGEST) {
            throw new SqlProblem(
                    SqlProblem.Kind.NOT_ALLOWED,
                    "The question has " + sql.length() + " characters.",
                    "Write it in at most " + LONGEST + ".");
        }
        if (limit < 1 || limit > AnswerFormat.MOST_ROWS) {
            throw new SqlProblem(
                    SqlProblem.Kind.NOT_ALLOWED,
                    "The limit is " + limit + ".",
                    "Ask for 1 to " + AnswerFormat.MOST_ROWS + " rows.");
        }
    }
}
