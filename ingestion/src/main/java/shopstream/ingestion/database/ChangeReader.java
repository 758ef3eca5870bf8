package shopstream.ingestion.database;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.eventlog.EventLog;

/** Turns what Debezium reads into verdicts, in the order of the source's log, and appends them. One thread. */
final class ChangeReader {
    /** A table that a contract names, and the check of its rows. */
    private record CheckedTable(Contract contract, ContractCheck check) {}

    private final DatabaseSource source;
    private final SourceServer server;
    private final ChangePlaces places;
    private final RowValues values;
    private final EventLog eventLog;
    private final ObjLongConsumer<String> snapshotRows;
    private final Map<String, CheckedTable> tables = new HashMap<>();
    private final TableChanges tableChanges;
    private final Map<String, Long> rowsRead = new HashMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private long epoch;
    private volatile boolean inSnapshot;
    private volatile long heartbeats;
    private volatile long heartbeatMillis;
    private volatile LogPlace delivered = LogPlace.NOWHERE;

    /**
     * @param snapshot ANEW when a snapshot is sure to come, though it may find no row
     * @param snapshotRows told the rows read of a table so far, now and then during a snapshot
     */
    ChangeReader(
            DatabaseSource source,
            SourceServer server,
            List<Contract> contracts,
            EventLog eventLog,
            SourceServer.Snapshot snapshot,
            ObjLongConsumer<String> snapshotRows) {
        this.source = source;
        this.server = server;
        this.places = server.places();
        this.values = server.values();
        this.eventLog = eventLog;
        this.snapshotRows = snapshotRows;
        this.epoch = eventLog.epoch();
        for (Contract contract : contracts) {
            tables.put(
                    server.tableOf(contract),
                    new CheckedTable(
                            contract,
                            new ContractCheck(contract, contract.zone().orElse(source.zone()))));
        }
        tableChanges = new TableChanges(
                contracts.stream().collect(Collectors.toMap(Contract::physicalName, Function.identity())));
        if (snapshot == SourceServer.Snapshot.ANEW) {
            beginSnapshot();
        }
    }

    /**
     * Appends one record's verdict; heartbeats only move the place that has been reached.
     *
     * @throws SnapshotNeeded when the source was changed in a way that rows do not tell
     */
    void read(SourceRecord record) {
        if (!(record.value() instanceof Struct value)) {
            return;
        }
        places.note(value, record.sourceOffset());
        boolean ofSnapshot = record.sourceOffset().containsKey("snapshot") || isSnapshot(value);
        if (ofSnapshot && !inSnapshot) {
            beginSnapshot();
        } else if (!ofSnapshot && inSnapshot) {
            endSnapshot();
        }
        if (value.schema().field("op") != null) {
            append(value, record.sourceOffset(), ofSnapshot);
            if (ofSnapshot && "last".equals(value.getStruct("source").getString("snapshot"))) {
                endSnapshot();
            }
        } else if (!ofSnapshot && value.schema().field("tableChanges") != null) {
            tableChanges.read(value);
        }
        if (!inSnapshot) {
            LogPlace reached = places.reached(record.sourceOffset());
            if (reached.compareTo(delivered) > 0) {
                delivered = reached;
            }
            if (places.lifeSign()) {
                heartbeats = heartbeats + 1;
                heartbeatMillis = value.getInt64("ts_ms");
            }
        }
    }

    /** Whether reading may be resumed behind the record that was read last. */
    boolean resumable() {
        return inSnapshot || places.resumable();
    }

    /** Up to here everything that we follow has been appended; it is durable after the log's next flush. */
    LogPlace delivered() {
        return delivered;
    }

    /** How often the stream has shown that it lives. */
    long heartbeats() {
        return heartbeats;
    }

    /** When Debezium made the newest heartbeat that was read, by this machine's clock; 0 before the first. */
    long heartbeatMillis() {
        return heartbeatMillis;
    }

    boolean inSnapshot() {
        return inSnapshot;
    }

    private void beginSnapshot() {
        inSnapshot = true;
        epoch = eventLog.epoch() + 1;
        rowsRead.clear();
        ordinals.clear();
        eventLog.beginSnapshot(epoch);
    }

    private void endSnapshot() {
        rowsRead.forEach(snapshotRows::accept);
        eventLog.endSnapshot();
        inSnapshot = false;
    }

    private void append(Struct envelope, Map<String, ?> offset, boolean snapshotRow) {
        Struct about = envelope.getStruct("source");
        CheckedTable table = tables.get(server.tableOf(about));
        if (table == null) {
            return;
        }
        String letter = envelope.getString("op");
        switch (letter) {
            case "r", "c", "u" -> {
                Struct row = envelope.getStruct("after");
                Origin origin = origin(about, offset, table, Operation.of(snapshotRow ? "r" : letter), snapshotRow);
                eventLog.append(
                        table.check().check(values.of(row, table.contract().columns()), origin));
            }
            case "d" -> {
                Struct row = envelope.getStruct("before");
                Origin origin = origin(about, offset, table, Operation.DELETE, false);
                eventLog.append(
                        table.check().deletion(values.of(row, table.contract().key()), origin));
            }
            case "t" -> throw new SnapshotNeeded("The table " + table.contract().physicalName() + " was truncated");
            default ->
                throw new IllegalStateException("The table " + table.contract().physicalName() + " of " + source
                        + " was changed in a way that cannot be followed (operation '" + letter + "').");
        }
    }

    private Origin origin(
            Struct from, Map<String, ?> offset, CheckedTable table, Operation operation, boolean snapshotRow) {
        return new Origin(
                source.name(),
                snapshotRow ? snapshotPosition(from, table) : places.ofChange(epoch, from, offset, operation),
                Instant.ofEpochMilli(from.getInt64("ts_ms")),
                operation,
                places.transaction(from),
                table.contract().physicalName() + " at " + places.text(from));
    }

    private Position snapshotPosition(Struct from, CheckedTable table) {
        String name = table.contract().physicalName();
        long row = rowsRead.merge(name, 1L, Long::sum);
        if (row % 1000 == 0) {
            snapshotRows.accept(table.contract().dataset(), row);
        }
        // Tables are counted in the order in which they are read, so that positions only ever grow.
        int ordinal = ordinals.computeIfAbsent(name, first -> ordinals.size());
        return places.ofSnapshotRow(epoch, from, ordinal, row);
    }

    private static boolean isSnapshot(Struct envelope) {
        if (envelope.schema().field("source") == null) {
            return false;
        }
        String snapshot = envelope.getStruct("source").getString("snapshot");
        return snapshot != null && !snapshot.equals("false") && !snapshot.equals("incremental");
    }
}
