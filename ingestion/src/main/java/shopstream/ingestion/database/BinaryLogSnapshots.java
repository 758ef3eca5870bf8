package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.Contract;

/** Reading rows of MariaDB or MySQL. */
final class BinaryLogSnapshots implements SnapshotSource {
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** Far longer than MySQL takes from the writing of a transaction into its log to the moment others see it. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final DatabaseSource source;
    private final Replication replication;
    private LogPlace unsettled = LogPlace.NOWHERE;
    private long unsettledSince;

    BinaryLogSnapshots(DatabaseSource source, Replication replication) {
        this.source = source;
        this.replication = replication;
    }

    @Override
    public List<String> smallestFirst(Connection connection, List<Contract> contracts) throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?")) {
            statement.setString(1, source.database());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString(1), row.getLong(2));
                }
            }
        }
        List<Contract> ordered = new ArrayList<>(contracts);
        ordered.sort(Comparator.comparingLong(contract -> rows.getOrDefault(contract.physicalName(), 0L)));
        return ordered.stream().map(Contract::dataset).toList();
    }

    @Override
    public TableRows rows(Contract contract, List<String> after) throws SQLException {
        Connection connection = SourceConnection.openForRows(source);
        try {
            return new BinaryLogRows(source, connection, contract, after);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    @Override
    public LogPlace watermark(Connection connection) throws SQLException {
        return LogHead.ask(connection).place();
    }

    /** MariaDB tells which place of its log a consistent snapshot stands at; MySQL, which does not, is given time. */
    @Override
    public boolean shows(Connection connection, LogPlace place) throws SQLException {
        if (source.kind() != DatabaseSource.Kind.MARIADB) {
            return settled(place);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            try {
                String file = status(statement, "SESSION", "binlog_snapshot_file");
                String offset = status(statement, "SESSION", "binlog_snapshot_position");
                return file.isEmpty()
                        || LogPlace.of(file, Long.parseLong(offset)).compareTo(place) >= 0;
            } finally {
                statement.execute("COMMIT");
            }
        }
    }

    private boolean settled(LogPlace place) {
        if (!place.equals(unsettled)) {
            unsettled = place;
            unsettledSince = System.nanoTime();
        }
        return System.nanoTime() - unsettledSince >= SETTLING.toNanos();
    }

    @Override
    public Optional<String> overload(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String running = status(statement, "GLOBAL", "Threads_running");
            if (!running.isEmpty() && Long.parseLong(running) > source.budget().mostBusy()) {
                return Optional.of("the server carries out " + running + " statements at once, more than the "
                        + source.budget().mostBusy() + " of most-busy in shop.yaml");
            }
        }
        Duration lag = replication.ask(connection).behind();
        if (lag.compareTo(source.budget().mostLag()) > 0) {
            return Optional.of("the replica is " + lag.toSeconds() + " s behind its primary, more than the "
                    + source.budget().mostLag().toSeconds() + " s of most-lag in shop.yaml");
        }
        return Optional.empty();
    }

    @Override
    public boolean locked(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    private static String status(Statement statement, String scope, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + scope + " STATUS LIKE '" + name + "'")) {
            return row.next() ? row.getString(2) : "";
        }
    }
}
