package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How well a replica of MariaDB or MySQL keeps up with its primary. What it has is read to its end all the same; only this
 * tells that the shop has sold more since. For several threads.
 */
final class Replication {
    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);
    /** The servers tell whole seconds. */
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration WORTH_SAYING = Duration.ofSeconds(5);

    /** About all its primaries. */
    private static final List<String> MARIADB_QUESTIONS = List.of("SHOW ALL SLAVES STATUS");

    /** The second is that of releases before 8.0.22. */
    private static final List<String> MYSQL_QUESTIONS = List.of("SHOW REPLICA STATUS", "SHOW SLAVE STATUS");

    /**
     * @param behind as the replica tells it; zero on a server that is none, or does not tell
     * @param standstill why it takes nothing from its primary any more; nothing while it does
     */
    record State(Duration behind, Optional<String> standstill) {
        private static final State NONE = new State(Duration.ZERO, Optional.empty());

        /** What the owner should know, if anything. */
        Optional<String> remark() {
            return standstill.or(() -> Optional.of(behind)
                    .filter(lag -> lag.compareTo(WORTH_SAYING) >= 0)
                    .map(lag -> "The replica is " + lag.toSeconds() + " s behind its primary."));
        }
    }

    private final DatabaseSource source;
    private boolean answered = true;
    private volatile State newest = State.NONE;
    private long askedAt = System.nanoTime() - EVERY_NANOS;

    Replication(DatabaseSource source) {
        this.source = source;
    }

    /** What was told last, without asking. */
    State newest() {
        return newest;
    }

    /** At most a second old. */
    synchronized State ask(Connection connection) throws SQLException {
        if (answered && System.nanoTime() - askedAt >= EVERY_NANOS) {
            Optional<List<Map<String, String>>> primaries = primaries(connection);
            if (primaries.isEmpty()) {
                LOG.info(
                        "Whether {} lags behind a primary cannot be asked; a user of MariaDB needs SLAVE MONITOR for it.",
                        source);
                answered = false;
            }
            newest = state(primaries.orElse(List.of()));
            askedAt = System.nanoTime();
        }
        return newest;
    }

    /**
     * What the server tells of each primary whose replica it is, by the names of MySQL's columns in small letters.
     *
     * @return nothing where the user may not ask
     */
    static Optional<List<Map<String, String>>> primaries(Connection connection) throws SQLException {
        boolean mySql = connection.getMetaData().getDatabaseProductName().equals("MySQL");
        for (String question : mySql ? MYSQL_QUESTIONS : MARIADB_QUESTIONS) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(question)) {
                List<Map<String, String>> primaries = new ArrayList<>();
                while (rows.next()) {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        String name = rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
                        row.put(name.replace("slave", "replica").replace("master", "source"), rows.getString(i));
                    }
                    primaries.add(row);
                }
                return Optional.of(primaries);
            } catch (SQLException unknownOrDenied) {
                if (connection.isClosed() || !connection.isValid(1)) {
                    throw unknownOrDenied;
                }
            }
        }
        return Optional.empty();
    }

    private State state(List<Map<String, String>> primaries) {
        Duration behind = Duration.ZERO;
        for (Map<String, String> primary : primaries) {
            String seconds = primary.get("seconds_behind_source");
            if (seconds == null) {
                return new State(Duration.ZERO, Optional.of(standstill(primary)));
            }
            Duration lag = Duration.ofSeconds(Long.parseLong(seconds));
            behind = lag.compareTo(behind) > 0 ? lag : behind;
        }
        return new State(behind, Optional.empty());
    }

    private String standstill(Map<String, String> primary) {
        String reason = Stream.of("last_sql_error", "last_io_error")
                .map(primary::get)
                .filter(error -> error != null && !error.isBlank())
                .findFirst()
                .orElse("its replication was stopped");
        return "The replica at " + source.address() + " takes nothing from its primary " + primary.get("source_host")
                + " any more, so what the shop sells is not seen: " + reason
                + ". Let an administrator mend that; if this server is no replica any more, with: "
                + (source.kind() == DatabaseSource.Kind.MYSQL ? "RESET REPLICA ALL;" : "RESET SLAVE ALL;");
    }
}
