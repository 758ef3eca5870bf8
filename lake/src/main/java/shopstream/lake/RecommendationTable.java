package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What was recommended to whom: a row for each place of each customer's list, of every delivery. Rows are only added, those of a
 * delivery in one commit, whose state says which it is.
 */
public final class RecommendationTable {
    /** What the catalog calls it. */
    public static final String NAME = "recommendations_delivered";

    /** What a state's summary calls the delivery that it was written by. */
    static final String DELIVERY = "shopstream.delivery";

    private static final String RUN = "run";

    /** The columns. */
    static final Schema SCHEMA = new Schema(
            NestedField.required(1, "delivered_at", Types.TimestampType.withZone(), "When it was recommended"),
            NestedField.required(2, "customer", Types.StringType.get(), "The customer's number in the shop"),
            NestedField.required(3, "position", Types.IntegerType.get(), "The place in the list, from 1"),
            NestedField.required(4, "product", Types.StringType.get(), "The product"),
            NestedField.required(5, "score", Types.DoubleType.get(), "From 0 to 1; comparable within one list"),
            NestedField.required(6, RUN, Types.StringType.get(), "The delivery, which files and the topic name too"));

    /** Files of a day lie together: who asks mostly asks about some days. */
    static final PartitionSpec DAYS =
            PartitionSpec.builderFor(SCHEMA).day("delivered_at").build();

    private final Table table;
    private final LocalCopies copies;

    /** @param position from 1 */
    public record Row(String customer, int position, String product, double score) {}

    /** Gives rows. */
    @FunctionalInterface
    public interface Rows {
        void to(Taker taker) throws IOException;
    }

    /** Takes one row after the other. */
    @FunctionalInterface
    public interface Taker {
        void take(Row row) throws IOException;
    }

    RecommendationTable(Table table, LocalCopies copies) {
        this.table = table;
        this.copies = copies;
    }

    Table table() {
        return table;
    }

    /** As one of the lake's tables, of which there are states and files. */
    public HistoryTable states() {
        return new HistoryTable(table, copies);
    }

    /**
     * Adds the rows of a delivery, unless it is there already.
     *
     * @param run what the delivery is called, now and whenever it is sent again
     * @return whether they were added
     */
    public boolean append(String run, Instant deliveredAt, Rows rows) throws IOException {
        table.refresh();
        if (holds(run)) {
            return false;
        }
        DividedRows divided = new DividedRows(table, "delivered-");
        Record record = GenericRecord.create(table.schema());
        rows.to(row -> {
            record.setField("delivered_at", deliveredAt.atOffset(ZoneOffset.UTC));
            record.setField("customer", row.customer());
            record.setField("position", row.position());
            record.setField("product", row.product());
            record.setField("score", row.score());
            record.setField(RUN, run);
            divided.write(record);
        });
        List<DataFile> files = divided.finish();
        AppendFiles append = table.newAppend();
        files.forEach(append::appendFile);
        append.set(DELIVERY, run).commit();
        return true;
    }

    /** The states say it as long as they are kept, the rows for ever: of those, files that cannot hold it are not opened. */
    private boolean holds(String run) {
        for (Snapshot state : table.snapshots()) {
            if (run.equals(state.summary().get(DELIVERY))) {
                return true;
            }
        }
        Expression ofRun = Expressions.equal(RUN, run);
        try (CloseableIterable<FileScanTask> files =
                table.newScan().filter(ofRun).planFiles()) {
            for (FileScanTask file : files) {
                if (holds(file.file(), ofRun, run)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's " + NAME + " cannot be read", e);
        }
    }

    private boolean holds(DataFile file, Expression ofRun, String run) throws IOException {
        Schema runs = table.schema().select(RUN);
        try (CloseableIterable<Record> records = Parquet.read(table.io().newInputFile(file))
                .project(runs)
                .filter(ofRun)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(runs, type))
                .build()) {
            for (Record record : records) {
                if (run.equals(record.getField(RUN))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The files of its newest state, where this machine can read them. */
    public List<Path> files() {
        HistoryTable listed = states();
        Optional<HistoryTable.State> newest = listed.newest();
        return newest.map(state -> listed.files(state.id())).orElse(List.of()).stream()
                .map(listed::local)
                .toList();
    }
}
