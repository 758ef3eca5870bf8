package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Transactions come in the order of their commits, so whoever has one has all before it. Where nothing of ours is
 * committed, an empty transaction with a message of ours in it shows that all before is behind; it also lets the slot move
 * on while only other databases of the server write. It is the one thing that we write: 100 bytes of log, no row.
 */
final class LogicalMessages implements Delivery {
    static final String PREFIX = "shopstream";

    private static final long AFTER_MILLIS = 250;
    private static final long AT_LEAST_EVERY_MILLIS = 4_000;

    private LogHead urgedFor;
    private long waitingSince;
    private long urgedAt = System.currentTimeMillis();

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
                statement.execute("SELECT pg_logical_emit_message(true, '" + PREFIX + "', 'progress')");
            }
        }
    }
}
