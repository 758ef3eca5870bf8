package shopstream.lake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;
import shopstream.contracts.ColumnType;

/** One dataset's history. */
public final class HistoryTable {
    /** The table's property that says which topic it is written from. */
    private static final String TOPIC = "shopstream.topic";

    private final Table table;
    private final LocalCopies copies;

    HistoryTable(Table table, LocalCopies copies) {
        this.table = table;
        this.copies = copies;
    }

    Table table() {
        return table;
    }

    /** The dataset it is the history of. */
    public String dataset() {
        return table.name().substring(table.name().lastIndexOf('.') + 1);
    }

    /** Its columns now, in the order in which rows are written. */
    public Schema schema() {
        return table.schema();
    }

    /**
     * A column of the values.
     *
     * @param id by which files name it, whatever its name was when they were written
     * @param key whether it is part of the primary key
     */
    public record ValueColumn(int id, String name, ColumnType type, boolean key) {}

    /** The columns of the values that may be shown, in the order of the table. */
    public List<ValueColumn> values() {
        Set<String> withheld = Withheld.of(table);
        return table.schema().columns().stream()
                .filter(field -> !HistorySchema.isOfTheChange(field.name()) && !withheld.contains(field.name()))
                .map(field -> new ValueColumn(
                        field.fieldId(), field.name(), HistorySchema.columnType(field.type()), field.isRequired()))
                .toList();
    }

    /** By which files name a column of the change, such as {@link HistorySchema#POSITION}. */
    public int idOf(String column) {
        return table.schema().findField(column).fieldId();
    }

    /**
     * By partition of the dataset's topic, the offset behind the newest record that it holds: everything before it that
     * the log held when it was read is in the table. Partitions without a row are left out.
     */
    public Map<Integer, Long> held() {
        return HeldOffsets.of(table);
    }

    /**
     * By partition, which place in the source its newest record is from: of another log, another one stands there.
     * Partitions of which nothing but restored rows is held are left out.
     */
    public Map<Integer, String> newestPlaces() {
        return HeldPlaces.of(table, held());
    }

    /** By partition, up to which place in the source rows were restored from a backup, and are not to be written again. */
    public Map<Integer, String> restoredTo() {
        return RestoredPlaces.of(table);
    }

    /**
     * Ties the table to the topic it is written from: places in another topic, though of the same name, mean other rows.
     *
     * @param topic what is its own, and no other topic's that ever was
     * @throws LakeProblem when it was written from another one
     */
    public void requireWrittenFrom(String topic) {
        String before = table.properties().get(TOPIC);
        if (before == null) {
            table.updateProperties().set(TOPIC, topic).commit();
        } else if (!before.equals(topic)) {
            throw new LakeProblem(
                    "The lake's " + dataset()
                            + " was written from another log than this one, which was restored or begun" + " anew.",
                    "Move the folder lake of the data directory away, or name another `warehouse` where the lake is on S3,"
                            + " and start again: the history begins anew, and what was kept stays.");
        }
    }

    /**
     * A state of the table.
     *
     * @param rows of which there are so many then
     * @param files that hold them
     */
    public record State(long id, Instant committed, String operation, long rows, long files, long bytes) {}

    /** Its states that can still be read, the oldest first. */
    public List<State> states() {
        table.refresh();
        List<State> states = new ArrayList<>();
        table.snapshots().forEach(snapshot -> states.add(state(snapshot)));
        return states;
    }

    /** Keeps a state longer than those around it, since something is built from it. @param at when */
    public void keep(long state, Instant at) {
        new KeptStates(table).keep(state, at);
    }

    /** What stands in it now; nothing while nothing was ever written. */
    public Optional<State> newest() {
        table.refresh();
        return Optional.ofNullable(table.currentSnapshot()).map(HistoryTable::state);
    }

    /** When rows were last written into it, or that there are none to write; told from its states, of which the oldest expire. */
    public Optional<Instant> lastWritten() {
        Instant last = null;
        for (Snapshot snapshot : table.snapshots()) {
            Instant committed = Instant.ofEpochMilli(snapshot.timestampMillis());
            boolean written = DataOperations.APPEND.equals(snapshot.operation());
            if (written && (last == null || committed.isAfter(last))) {
                last = committed;
            }
        }
        return Optional.ofNullable(last);
    }

    private static State state(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return new State(
                snapshot.snapshotId(),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                snapshot.operation(),
                Long.parseLong(summary.getOrDefault("total-records", "0")),
                Long.parseLong(summary.getOrDefault("total-data-files", "0")),
                Long.parseLong(summary.getOrDefault("total-files-size", "0")));
    }

    /**
     * A file of a state.
     *
     * @param location as its scheme says
     * @param division the values of the table's partitions, as {@code sold_month=2026-11}; empty where there are none
     */
    public record DataFile(String location, String division, long rows, long bytes) {}

    /** The files of a state. */
    public List<DataFile> files(long state) {
        TableScan scan = table.newScan().useSnapshot(state);
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> files.add(new DataFile(
                    task.file().location(),
                    task.spec().partitionToPath(task.file().partition()),
                    task.file().recordCount(),
                    task.file().fileSizeInBytes())));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("The files of " + table.name() + " cannot be listed", e);
        }
        return files;
    }

    /** Where this machine can read a file: it is copied when it is kept elsewhere. */
    public Path local(DataFile file) {
        return copies.of(file.location(), table.io());
    }
}
