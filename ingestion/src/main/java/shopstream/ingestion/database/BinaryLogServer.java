package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;

/** MariaDB or MySQL: followed by their binary log, as a replica would. */
final class BinaryLogServer implements SourceServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseSource source;
    private final List<Contract> contracts;
    private final Replication replication;

    BinaryLogServer(DatabaseSource source, List<Contract> contracts) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.replication = new Replication(source);
    }

    @Override
    public Optional<String> gap(Map<String, ?> kept) throws SQLException {
        try (Connection connection = SourceConnection.openServer(source, PATIENCE)) {
            return BinaryLogGap.after(kept, connection);
        }
    }

    @Override
    public boolean ready(Set<String> fresh, Map<String, String> known) {
        return true;
    }

    @Override
    public void beginAtEnd() {
        // Without a place to go on from Debezium asks for the end itself; SnapshotSource.shows waits for what is before
        // it.
    }

    @Override
    public Properties settings(boolean freshTables, LogAddress log, long run) {
        return ConnectorSettings.of(source, contracts, log, freshTables ? "recovery" : "no_data", run);
    }

    @Override
    public SnapshotSource snapshots() {
        return new BinaryLogSnapshots(source, replication);
    }

    @Override
    public ChangePlaces places() {
        return new BinaryLogPlaces();
    }

    @Override
    public Delivery delivery(long run) {
        return new SentPlace(source, run);
    }

    /** A replica's log is as old as the replica; one that stands still cannot tell how old that is. */
    @Override
    public Optional<LogHead> head(Connection connection) throws SQLException {
        Replication.State replica = replication.ask(connection);
        LogHead head = LogHead.ask(connection);
        return replica.standstill().isPresent() ? Optional.empty() : Optional.of(head.earlier(replica.behind()));
    }

    @Override
    public Optional<String> behindPrimary() {
        return replication.newest().remark();
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
