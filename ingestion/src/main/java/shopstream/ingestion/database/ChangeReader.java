package shopstream.ingestion.database;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.eventlog.EventLog;

/**
 * Turns what Debezium reads into verdicts, in the order of the source's log, and appends them; between transactions, rows
 * that were read from tables too.
 */
final class ChangeReader {
    private final DatabaseSource source;
    private final SourceServer server;
    private final ChangePlaces places;
    private final RowValues values;
    private final EventLog eventLog;
    private final Delivery delivery;
    private final SnapshotRows rows;
    private final Map<String, ContractCheck> tables = new HashMap<>();
    private final TableChanges tableChanges;
    private final long epoch;
    private LogPlace transaction = LogPlace.NOWHERE;
    /** All changes appended so far stand before this place and all others behind it; null within a transaction. */
    private LogPlace between;

    private boolean ofDefinitions;
    private volatile boolean atWork;
    private volatile long lifeSigns;
    private volatile long heartbeatMillis;
    private volatile LogPlace delivered = LogPlace.NOWHERE;

    /** @param delivery used by this reader alone */
    ChangeReader(
            DatabaseSource source,
            SourceServer server,
            List<Contract> contracts,
            EventLog eventLog,
            Delivery delivery,
            SnapshotRows rows) {
        this.source = source;
        this.server = server;
        this.places = server.places();
        this.values = server.values();
        this.eventLog = eventLog;
        this.delivery = delivery;
        this.rows = rows;
        this.epoch = eventLog.epoch();
        for (Contract contract : contracts) {
            tables.put(server.tableOf(contract), check(source, contract));
        }
        tableChanges = new TableChanges(
                contracts.stream().collect(Collectors.toMap(Contract::physicalName, Function.identity())));
    }

    static ContractCheck check(DatabaseSource source, Contract contract) {
        return new ContractCheck(contract, contract.zone().orElse(source.zone()));
    }

    /**
     * Appends one record's verdict; heartbeats only move the place that has been reached.
     *
     * @throws SnapshotNeeded when the source was changed in a way that rows do not tell
     */
    synchronized void read(SourceRecord record) {
        if (!(record.value() instanceof Struct value)) {
            return;
        }
        Map<String, ?> offset = record.sourceOffset();
        places.note(value, offset);
        ofDefinitions = offset.containsKey("snapshot") || isOfDefinitions(value);
        if (ofDefinitions) {
            return;
        }
        if (value.schema().field("op") != null) {
            append(value, offset);
            // Within a transaction that takes long to arrive, its rows are all that is heard.
            lifeSigns = lifeSigns + 1;
        } else if (value.schema().field("tableChanges") != null) {
            tableChanges.read(value);
        }
        reached(places.reached(offset));
        if (places.lifeSign()) {
            lifeSigns = lifeSigns + 1;
            heartbeatMillis = value.getInt64("ts_ms");
        }
    }

    private void reached(LogPlace place) {
        if (place.compareTo(delivered) > 0) {
            delivered = place;
        }
        if (place.compareTo(transaction) > 0) {
            between = place;
            appendRows();
        }
    }

    /** Appends the rows of tables whose time has come, if no transaction is under way. */
    synchronized void appendRows() {
        if (between != null && rows.anyWaiting()) {
            atWork = true;
            rows.append(between, delivery.reachedBy(this));
            atWork = false;
        }
    }

    /** Whether reading may be resumed behind the record that was read last. */
    synchronized boolean resumable() {
        return !ofDefinitions && places.resumable();
    }

    /** Up to here everything that we follow has been appended; it is durable after the log's next flush. */
    LogPlace delivered() {
        return delivered;
    }

    /** How often the stream has shown that it lives, by a row or by the server's heartbeat. */
    long lifeSigns() {
        return lifeSigns;
    }

    /** When Debezium made the newest heartbeat that was read, by this machine's clock; 0 before the first. */
    long heartbeatMillis() {
        return heartbeatMillis;
    }

    /** Whether something is being done that can take so long that heartbeats wait behind it. */
    boolean atWork() {
        return atWork;
    }

    /** Whether rows of tables are still to be read or appended. */
    boolean inSnapshot() {
        return rows.underWay();
    }

    private void append(Struct envelope, Map<String, ?> offset) {
        LogPlace begun = places.transactionOf(offset);
        if (begun.compareTo(transaction) > 0) {
            between = begun;
            appendRows();
            transaction = begun;
        }
        between = null;
        Struct about = envelope.getStruct("source");
        ContractCheck table = tables.get(server.tableOf(about));
        if (table == null) {
            return;
        }
        String letter = envelope.getString("op");
        switch (letter) {
            case "c", "u" -> {
                Struct row = envelope.getStruct("after");
                Origin origin = origin(about, offset, table, Operation.of(letter));
                eventLog.append(table.check(values.of(row, table.contract().columns()), origin));
            }
            case "d" -> {
                Struct row = envelope.getStruct("before");
                Origin origin = origin(about, offset, table, Operation.DELETE);
                eventLog.append(table.deletion(values.of(row, table.contract().key()), origin));
            }
            case "t" -> {
                Origin origin = origin(about, offset, table, Operation.DELETE);
                atWork = true;
                rows.truncated(table.contract().dataset());
                eventLog.truncate(table.contract().dataset(), origin.position());
                atWork = false;
            }
            default ->
                throw new IllegalStateException("The table " + table.contract().physicalName() + " of " + source
                        + " was changed in a way that cannot be followed (operation '" + letter + "').");
        }
    }

    private Origin origin(Struct from, Map<String, ?> offset, ContractCheck table, Operation operation) {
        return new Origin(
                source.name(),
                places.ofChange(epoch, from, offset, operation),
                Instant.ofEpochMilli(from.getInt64("ts_ms")),
                operation,
                places.transaction(from),
                table.contract().physicalName() + " at " + places.text(from));
    }

    /** Debezium reads the tables' definitions first, as the beginning of a snapshot that has no rows. */
    private static boolean isOfDefinitions(Struct value) {
        if (value.schema().field("source") == null) {
            return false;
        }
        String snapshot = value.getStruct("source").getString("snapshot");
        return snapshot != null && !snapshot.equals("false");
    }
}
