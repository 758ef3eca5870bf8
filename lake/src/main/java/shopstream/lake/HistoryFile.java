package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/**
 * One file of a history, written by Iceberg alone, with no log behind it; committed when it is closed. It makes the lakes
 * that something is measured on. What a shop changes comes through the log, which gives every version its place.
 */
public final class HistoryFile implements AutoCloseable {
    private final Table table;
    private final List<String> values;
    private final DataWriter<Record> writer;
    private final GenericRecord record;

    /** @param history whose files are not divided */
    public HistoryFile(HistoryTable history) {
        this.table = history.table();
        if (!table.spec().isUnpartitioned()) {
            throw new IllegalArgumentException("The files of " + table.name() + " are divided: " + table.spec());
        }
        this.values =
                history.values().stream().map(HistoryTable.ValueColumn::name).toList();
        this.record = GenericRecord.create(table.schema());
        String name = "written-" + UUID.randomUUID() + ".parquet";
        try {
            this.writer = Parquet.writeData(
                            table.io().newOutputFile(table.locationProvider().newDataLocation(name)))
                    .forTable(table)
                    .withSpec(table.spec())
                    .createWriterFunc(GenericParquetWriter::create)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("A file of " + table.name() + " cannot be written", e);
        }
    }

    /** What is known of a change. @param place of its record in partition 0 of its topic */
    public record Change(String operation, String position, Instant committed, String contract, long place) {}

    /** @param row its values, in the order of {@link HistoryTable#values}; those that are not given are null */
    public void add(Change change, Object... row) {
        record.setField(HistorySchema.OPERATION, change.operation());
        record.setField(HistorySchema.POSITION, change.position());
        record.setField(HistorySchema.COMMIT_TIME, change.committed().atOffset(ZoneOffset.UTC));
        record.setField(HistorySchema.INGESTED_AT, change.committed().atOffset(ZoneOffset.UTC));
        record.setField(HistorySchema.CONTRACT, change.contract());
        record.setField(HistorySchema.PARTITION, 0);
        record.setField(HistorySchema.OFFSET, change.place());
        for (int i = 0; i < values.size(); i++) {
            record.setField(values.get(i), i < row.length ? row[i] : null);
        }
        writer.write(record);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A file of " + table.name() + " cannot be written", e);
        }
        table.newAppend().appendFile(writer.toDataFile()).commit();
    }
}
