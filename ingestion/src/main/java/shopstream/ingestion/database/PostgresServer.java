package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;

/** PostgreSQL: followed through a slot, which keeps the write-ahead log, and a publication, which says what is sent. */
final class PostgresServer implements SourceServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long EVERY_MILLIS = 2_000;

    private final DatabaseSource source;
    private final List<Contract> contracts;
    private final List<TableName> tables;
    private final Publication publication;
    private final PublishedTables published;
    private volatile Map<String, String> followed = Map.of();
    private volatile long heldBack = -1;
    private long heldBackAskedAt;

    PostgresServer(DatabaseSource source, List<Contract> contracts) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.tables = contracts.stream().map(one -> TableName.of(source, one)).toList();
        this.publication = new Publication(source.serverObjects().publication(), tables);
        this.published = new PublishedTables(source, contracts);
    }

    @Override
    public Optional<String> gap(Map<String, ?> kept) throws SQLException {
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            return SlotGap.after(kept, connection, source.serverObjects().slot());
        }
    }

    /**
     * Where the slot is not there, or was given up by the server, changes are missing; so they are where a table was not
     * published of which rows have been read, or is another than the one that these were read from.
     */
    @Override
    public boolean ready(Set<String> fresh, Map<String, String> known) throws SQLException {
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            ServerObjects objects = source.serverObjects();
            List<TableName> unpublished = publication.missing(connection);
            boolean completed = publication.complete(connection, objects.mayCreate());
            SlotHead slot = new SlotHead(objects.slot());
            boolean kept = slot.present(connection, objects.mayCreate());
            Map<String, String> now = published.identities(connection, known);
            Set<String> joined = contracts.stream()
                    .filter(contract -> known.isEmpty()
                            ? unpublished.contains(TableName.of(source, contract))
                            : !known.containsKey(contract.dataset()))
                    .map(Contract::dataset)
                    .collect(Collectors.toSet());
            // What a transaction did before its table was published is not sent, and not seen before it has ended.
            if (completed || !joined.isEmpty()) {
                slot.awaitOpenTransactions(connection);
            }
            followed = now;
            return kept && fresh.containsAll(joined) && exchanged(known, now).isEmpty();
        }
    }

    @Override
    public Map<String, String> tables() {
        return followed;
    }

    private static Set<String> exchanged(Map<String, String> before, Map<String, String> now) {
        return before.entrySet().stream()
                .filter(table -> !table.getValue().equals(now.get(table.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void beginAtEnd() throws SQLException {
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            new SlotHead(source.serverObjects().slot()).moveToEnd(connection);
        }
    }

    @Override
    public Properties settings(boolean freshTables, LogAddress log, long run) {
        return PostgresSettings.of(source, contracts, log, run);
    }

    @Override
    public SnapshotSource snapshots() {
        return new PostgresSnapshots(source);
    }

    @Override
    public ChangePlaces places() {
        return new PostgresPlaces();
    }

    @Override
    public Delivery delivery(long run) {
        return new LogicalMessages();
    }

    /**
     * Also says when a followed table is no longer the one that is published under its name: its rows would go on
     * unnoticed.
     */
    @Override
    public Optional<LogHead> head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Instant time;
            try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
                row.next();
                time = row.getObject(1, OffsetDateTime.class).toInstant();
            }
            LogPlace place;
            try (ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
                row.next();
                place = LogPlace.ofSequenceNumber(row.getBigDecimal(1).longValueExact());
            }
            Set<String> exchanged = exchanged(followed, published.identities(connection, followed));
            if (!exchanged.isEmpty()) {
                throw new SnapshotNeeded("The table of " + String.join(", ", exchanged)
                        + " was dropped, renamed, made anew, given another column that its contract names or another"
                        + " partition, or taken out of the publication "
                        + source.serverObjects().publication() + ".");
            }
            if (System.currentTimeMillis() - heldBackAskedAt > EVERY_MILLIS) {
                heldBackAskedAt = System.currentTimeMillis();
                heldBack = SlotState.of(connection, source.serverObjects().slot())
                        .map(SlotState::heldBackBytes)
                        .orElse(-1L);
            }
            return Optional.of(new LogHead(time, place));
        }
    }

    @Override
    public OptionalLong logHeldBack() {
        return heldBack < 0 ? OptionalLong.empty() : OptionalLong.of(heldBack);
    }

    @Override
    public RowValues values() {
        return PostgresValues::plain;
    }

    @Override
    public String tableOf(Contract contract) {
        return TableName.of(source, contract).toString();
    }

    @Override
    public String tableOf(Struct from) {
        return from.getString("schema") + "." + from.getString("table");
    }

    /** One number, or null where there is none. */
    static Long number(Connection connection, String question, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getObject(1) != null ? row.getLong(1) : null;
            }
        }
    }
}
