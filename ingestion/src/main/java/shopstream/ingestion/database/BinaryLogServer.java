package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Contract;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/** MariaDB or MySQL: followed by their binary log, as a replica would. */
final class BinaryLogServer implements SourceServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseSource source;
    private final List<Contract> contracts;

    BinaryLogServer(DatabaseSource source, List<Contract> contracts) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
    }

    @Override
    public Optional<String> gap(Map<String, ?> kept) throws SQLException {
        try (Connection connection = SourceConnection.openServer(source, PATIENCE)) {
            return BinaryLogGap.after(kept, connection);
        }
    }

    @Override
    public Snapshot ready(Snapshot wanted, EventLog eventLog, LogAddress log) {
        return wanted;
    }

    @Override
    public Properties settings(Snapshot snapshot, LogAddress log, long run) throws SQLException {
        boolean tablesCouldBeLocked;
        try (Connection connection = SourceConnection.openServer(source, PATIENCE)) {
            tablesCouldBeLocked = Grants.of(connection, source.kind()).couldLockTables();
        }
        return ConnectorSettings.of(source, contracts, log, snapshot, tablesCouldBeLocked, run);
    }

    @Override
    public ChangePlaces places() {
        return new BinaryLogPlaces();
    }

    @Override
    public Delivery delivery(long run) {
        return new SentPlace(source, run);
    }

    @Override
    public LogHead head(Connection connection) throws SQLException {
        return LogHead.ask(connection);
    }

    @Override
    public RowValues values() {
        return BinaryLogValues::plain;
    }

    @Override
    public String tableOf(Contract contract) {
        return contract.physicalName();
    }

    @Override
    public String tableOf(Struct from) {
        return from.getString("table");
    }
}
