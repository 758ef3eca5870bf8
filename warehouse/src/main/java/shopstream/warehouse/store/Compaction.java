package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the room of rows that were replaced. DuckDB would do it with each of its checkpoints, within the commit that
 * happens to fill its log: a third of the time for which a batch then stands still is the checkpoint's, the rest is this. So
 * checkpoints are small and leave it out ({@link Database}), and it is done when nothing comes, or seldom.
 */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** With fewer changed, there is little to give back. */
    private static final long WORTHWHILE_ROWS = 100_000;

    /** So long a moment without rows is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DuckDBConnection connection;
    private final Clock clock;
    private long changedRows;
    private Instant last;

    Compaction(DuckDBConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.last = clock.instant();
    }

    void changed(long rows) {
        changedRows += rows;
    }

    /** Does it, if it is due. To be called between transactions. @param idle whether nothing has come for a while */
    void compact(boolean idle) {
        Instant now = clock.instant();
        boolean waited = Duration.between(last, now).compareTo(PATIENCE) > 0;
        if (changedRows < WORTHWHILE_ROWS || !(idle || waited)) {
            return;
        }
        changedRows = 0;
        last = now;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET max_vacuum_tasks = " + Database.VACUUM_TASKS);
            try {
                connection.commit();
                statement.execute("CHECKPOINT");
                connection.commit();
            } finally {
                statement.execute("SET max_vacuum_tasks = 0");
                connection.commit();
            }
        } catch (SQLException e) {
            // Nothing depends on it, and the next one makes up for it.
            LOG.debug("The warehouse is not compacted now: {}", e.getMessage());
        }
    }
}
