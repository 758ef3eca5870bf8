package shopstream.app.crashes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One order line of each writer, whose quantity only ever grows: every transaction sets it to its own number. So an
 * answer shows which transactions it has, whatever else they changed. For use by several threads.
 */
final class Marks {
    static final String PRODUCT = "MARK";
    static final int WRITERS = 2;

    private final List<Commit> commits = new ArrayList<>();
    private final long[] last = new long[WRITERS];

    private record Commit(int writer, long number, Instant returned) {}

    static String product(int writer) {
        return PRODUCT + writer;
    }

    /** Puts the lines into the shop, or puts them back where they were taken away. */
    synchronized void place(Connection database, String orderTime) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int order = writer + 1;
                statement.execute("DELETE FROM \"orders\" WHERE \"orderNumber\" = " + order);
                statement.execute("DELETE FROM \"orderdetails\" WHERE \"orderNumber\" = " + order);
                statement.execute("DELETE FROM \"products\" WHERE \"productCode\" = '" + product(writer) + "'");
                statement.execute("INSERT INTO \"products\" VALUES ('" + product(writer)
                        + "', 'Mark', 'Marks', '1:1', 'Maker', 'mark', 1, 1, 1)");
                statement.execute("INSERT INTO \"orders\" (\"orderNumber\", \"orderDate\", \"requiredDate\","
                        + " \"status\", \"customerNumber\") VALUES (" + order + ", '" + orderTime
                        + "', '2026-01-01', 'Shipped', 100)");
                statement.execute("INSERT INTO \"orderdetails\" VALUES (" + order + ", '" + product(writer) + "', "
                        + last[writer] + ", 0.01, 1)");
            }
        }
    }

    synchronized long next(int writer) {
        return ++last[writer];
    }

    static void set(Connection database, int writer, long number) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("UPDATE \"orderdetails\" SET \"quantityOrdered\" = " + number
                    + " WHERE \"orderNumber\" = " + (writer + 1));
        }
    }

    /** The database has said, before this was called, that this transaction is committed. */
    synchronized void committed(int writer, long number) {
        commits.add(new Commit(writer, number, Instant.now()));
    }

    /** The highest number of a writer that was surely committed before a moment. */
    synchronized long committedBefore(int writer, Instant moment) {
        return commits.stream()
                .filter(commit -> commit.writer() == writer && commit.returned().isBefore(moment))
                .mapToLong(Commit::number)
                .max()
                .orElse(0);
    }

    /** Nothing before counts any longer. */
    synchronized void forget() {
        commits.clear();
    }
}
