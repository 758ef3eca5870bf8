package shopstream.warehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the room of replaced rows is given back, and that it is. */
class CompactionTest {

    private static final boolean IDLE = true;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
    private DuckDBConnection connection;
    private Database database;
    private Compaction compaction;

    @TempDir
    Path directory;

    @BeforeEach
    void threeOfFourRowsAreDeleted() throws SQLException {
        database = Database.open(directory.resolve("warehouse.duckdb"), Database.Limits.DEFAULT);
        connection = database.writer();
        connection.setAutoCommit(false);
        InstantSource time = now::get;
        compaction = new Compaction(connection, time.withZone(ZoneOffset.UTC));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE lines AS SELECT range AS id FROM range(1_000_000)");
            connection.commit();
            statement.execute("CHECKPOINT");
            connection.commit();
            statement.execute("DELETE FROM lines WHERE id % 4 <> 0");
            connection.commit();
        }
        assertThat(groups()).as("groups of rows before").isGreaterThan(7);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isDoneWhenNothingComes() throws SQLException {
        compaction.changed(750_000);

        compaction.compact(!IDLE);
        assertThat(groups()).as("while rows come").isGreaterThan(7);

        compaction.compact(IDLE);
        assertThat(groups()).as("when none come").isLessThan(5);
        assertThat(number("SELECT count(*) FROM lines")).isEqualTo(250_000);
    }

    @Test
    void waitsTenMinutesAtMost() throws SQLException {
        compaction.changed(750_000);

        now.set(now.get().plus(Duration.ofMinutes(11)));
        compaction.compact(!IDLE);

        assertThat(groups()).isLessThan(5);
    }

    @Test
    void isNotWorthwhileForFewRows() throws SQLException {
        compaction.changed(1_000);

        compaction.compact(IDLE);

        assertThat(groups()).isGreaterThan(7);
    }

    @Test
    void leavesItOutOfTheCheckpointsOfCommits() throws SQLException {
        compaction.changed(750_000);
        compaction.compact(IDLE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM lines WHERE id % 32 <> 0");
            connection.commit();
            long before = groups();
            statement.execute("CHECKPOINT");
            connection.commit();
            assertThat(groups()).isEqualTo(before);
        }
    }

    private long groups() throws SQLException {
        return number("SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('lines')");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } finally {
            connection.commit();
        }
    }
}
