package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Transactions come in the order of their commits, so whoever has one has all before it. Where nothing of ours is
 * committed, an empty transaction with a message of ours in it shows that all before is behind. A second message, of no
 * transaction, is a place to go on from (see {@link PostgresPlaces#resumable}); it lets the slot move on, also while only
 * other databases of the server write. It is all that we write: 200 bytes of log, no row.
 */
final class LogicalMessages implements Delivery {
    static final String PREFIX = "shopstream";

    private static final long AFTER_MILLIS = 250;
    private static final long AT_LEAST_EVERY_MILLIS = 4_000;

    private LogHead urgedFor;
    private long waitingSince;
    /** Never: until the first message there is no place to go on from. */
    private long urgedAt;

    @Override
    public LogPlace reachedBy(ChangeReader reader) {
        return reader.delivered();
    }

    @Override
    public void urge(Connection connection, LogHead waiting) throws SQLException {
        long now = System.currentTimeMillis();
        if (waiting == null) {
            urgedFor = null;
        } else if (urgedFor == null) {
            urgedFor = waiting;
            waitingSince = now;
        }
        boolean due = urgedFor != null && now - waitingSince >= AFTER_MILLIS && now - urgedAt >= AFTER_MILLIS;
        if (due || now - urgedAt >= AT_LEAST_EVERY_MILLIS) {
            urgedAt = now;
            waitingSince = now;
            try (Statement statement = connection.createStatement()) {
                // In this order: the commit that follows makes both durable at once.
                statement.execute("SELECT pg_logical_emit_message(false, '" + PREFIX + "', 'place'),"
                        + " pg_logical_emit_message(true, '" + PREFIX + "', 'progress')");
            }
        }
    }
}
