package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.Contract;

/** Reading rows of PostgreSQL. */
final class PostgresSnapshots implements SnapshotSource {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DatabaseSource source;

    PostgresSnapshots(DatabaseSource source) {
        this.source = source;
    }

    @Override
    public List<String> smallestFirst(Connection connection, List<Contract> contracts) throws SQLException {
        Map<String, Double> rows = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT reltuples, relpages FROM pg_class WHERE oid = to_regclass(?)")) {
            for (Contract contract : contracts) {
                statement.setString(1, TableName.of(source, contract).quoted());
                try (ResultSet row = statement.executeQuery()) {
                    // A table that was never analysed has -1 rows.
                    rows.put(contract.dataset(), row.next() ? Math.max(row.getDouble(1), row.getDouble(2)) : 0);
                }
            }
        }
        List<Contract> ordered = new ArrayList<>(contracts);
        ordered.sort(Comparator.comparingDouble(contract -> rows.get(contract.dataset())));
        return ordered.stream().map(Contract::dataset).toList();
    }

    @Override
    public TableRows rows(Contract contract, List<String> after) throws SQLException {
        Connection connection = SourceConnection.openForRows(source);
        try {
            return new PostgresRows(connection, TableName.of(source, contract), contract, after);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** An empty transaction with a message of ours: once it has come, so has all that was committed before. */
    @Override
    public LogPlace watermark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_logical_emit_message(true, '" + LogicalMessages.PREFIX
                        + "', 'snapshot') - '0/0'::pg_lsn")) {
            row.next();
            return LogPlace.ofSequenceNumber(row.getBigDecimal(1).longValueExact());
        }
    }

    /** That was waited for when the slot was moved, see {@link SlotHead#moveToEnd}. */
    @Override
    public boolean shows(Connection connection, LogPlace place) {
        return true;
    }

    /** A standby's lag is no matter: none can be captured. */
    @Override
    public Optional<String> overload(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                        + " AND backend_type = 'client backend'")) {
            row.next();
            long busy = row.getLong(1);
            if (busy > source.budget().mostBusy()) {
                return Optional.of("the server carries out " + busy + " statements at once, more than the "
                        + source.budget().mostBusy() + " of most-busy in shop.yaml");
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean locked(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }
}
