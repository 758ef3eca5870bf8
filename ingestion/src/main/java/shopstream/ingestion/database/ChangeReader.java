package shopstream.ingestion.database;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
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
            List<Contract> contracts,
            EventLog eventLog,
            ConnectorSettings.Snapshot snapshot,
            ObjLongConsumer<String> snapshotRows) {
        this.source = source;
        this.eventLog = eventLog;
        this.snapshotRows = snapshotRows;
        this.epoch = eventLog.epoch();
        for (Contract contract : contracts) {
            tables.put(
                    contract.physicalName(),
                    new CheckedTable(
                            contract,
                            new ContractCheck(contract, contract.zone().orElse(source.zone()))));
        }
        tableChanges = new TableChanges(
                contracts.stream().collect(Collectors.toMap(Contract::physicalName, Function.identity())));
        if (snapshot == ConnectorSettings.Snapshot.ANEW) {
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
            boolean tableChange = value.schema().field("tableChanges") != null;
            // One statement may change several tables, and each change says that all of it is behind.
            if (!tableChange) {
                reached(record.sourceOffset());
            }
            if (!tableChange && value.schema().field("op") == null) {
                heartbeats = heartbeats + 1;
                heartbeatMillis = value.getInt64("ts_ms");
            }
        }
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
        CheckedTable table = tables.get(about.getString("table"));
        if (table == null) {
            return;
        }
        String letter = envelope.getString("op");
        switch (letter) {
            case "r", "c", "u" -> {
                Struct row = envelope.getStruct("after");
                Origin origin = origin(about, offset, table, Operation.of(snapshotRow ? "r" : letter), snapshotRow);
                eventLog.append(
                        table.check().check(RowValues.of(row, table.contract().columns()), origin));
            }
            case "d" -> {
                Struct row = envelope.getStruct("before");
                Origin origin = origin(about, offset, table, Operation.DELETE, false);
                eventLog.append(table.check()
                        .deletion(RowValues.of(row, table.contract().key()), origin));
            }
            case "t" -> throw new SnapshotNeeded("The table " + table.contract().physicalName() + " was truncated");
            default ->
                throw new IllegalStateException("The table " + table.contract().physicalName() + " of " + source
                        + " was changed in a way that cannot be followed (operation '" + letter + "').");
        }
    }

    private Origin origin(
            Struct from, Map<String, ?> offset, CheckedTable table, Operation operation, boolean snapshotRow) {
        LogPlace place = LogPlace.of(from.getString("file"), from.getInt64("pos"));
        return new Origin(
                source.name(),
                snapshotRow ? snapshotPosition(place, table) : streamedPosition(from, offset, operation),
                Instant.ofEpochMilli(from.getInt64("ts_ms")),
                operation,
                text(from, "gtid").orElse(""),
                table.contract().physicalName() + " at " + from.getString("file") + ":" + place.offset());
    }

    private Position snapshotPosition(LogPlace watermark, CheckedTable table) {
        String name = table.contract().physicalName();
        long row = rowsRead.merge(name, 1L, Long::sum);
        if (row % 1000 == 0) {
            snapshotRows.accept(table.contract().dataset(), row);
        }
        // Tables are counted in the order in which they are read, so that positions only ever grow.
        int ordinal = ordinals.computeIfAbsent(name, first -> ordinals.size());
        return Position.snapshot(epoch, watermark.file(), watermark.offset(), ordinal, 0, row);
    }

    /**
     * A row of the log stands where its transaction begins, then in one of the transaction's events, then in a row of it.
     * (The place of the event itself does not tell rows apart: newer servers write none within a transaction.) A changed
     * primary key comes as a deletion and a creation from the same row.
     */
    private Position streamedPosition(Struct from, Map<String, ?> offset, Operation operation) {
        LogPlace transaction = LogPlace.of((String) offset.get("file"), ((Number) offset.get("pos")).longValue());
        int event = offset.get("event") instanceof Number number ? number.intValue() : 0;
        int step = operation == Operation.CREATE ? 1 : 0;
        return new Position(
                epoch, transaction.file(), transaction.offset(), true, 0, event, from.getInt32("row"), step);
    }

    private static Optional<String> text(Struct struct, String name) {
        Field field = struct.schema().field(name);
        return field == null ? Optional.empty() : Optional.ofNullable((String) struct.get(field));
    }

    private void reached(Map<String, ?> offset) {
        if (offset.get("file") instanceof String file && offset.get("pos") instanceof Number at) {
            LogPlace place = LogPlace.of(file, at.longValue());
            if (place.compareTo(delivered) > 0) {
                delivered = place;
            }
        }
    }

    private static boolean isSnapshot(Struct envelope) {
        if (envelope.schema().field("source") == null) {
            return false;
        }
        String snapshot = envelope.getStruct("source").getString("snapshot");
        return snapshot != null && !snapshot.equals("false") && !snapshot.equals("incremental");
    }
}
