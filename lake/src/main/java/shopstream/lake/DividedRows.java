package shopstream.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** Writes rows to files of a table, one at a time for each of its partitions. Committing them is left to others. */
final class DividedRows {
    /** Larger files are of no use to who reads. */
    private static final long FILE_BYTES = 256L << 20;

    private final Table table;
    private final String named;
    private final PartitionKey place;
    private final InternalRecordWrapper wrapper;
    private final Map<PartitionKey, DataWriter<Record>> open = new HashMap<>();
    private final List<DataFile> written = new ArrayList<>();

    /** @param named how the names of the files begin */
    DividedRows(Table table, String named) {
        this.table = table;
        this.named = named;
        this.place = new PartitionKey(table.spec(), table.schema());
        this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
    }

    void write(Record row) throws IOException {
        place.partition(wrapper.wrap(row));
        DataWriter<Record> writer = open.get(place);
        if (writer == null) {
            PartitionKey key = place.copy();
            writer = writer(key);
            open.put(key, writer);
        }
        writer.write(row);
        if (writer.length() > FILE_BYTES) {
            open.remove(place);
            finish(writer);
        }
    }

    /** Closes all files. @return what was written */
    List<DataFile> finish() throws IOException {
        for (DataWriter<Record> writer : open.values()) {
            finish(writer);
        }
        open.clear();
        return List.copyOf(written);
    }

    private void finish(DataWriter<Record> writer) throws IOException {
        writer.close();
        written.add(writer.toDataFile());
    }

    private DataWriter<Record> writer(PartitionKey key) throws IOException {
        String name = named + UUID.randomUUID() + ".parquet";
        String location = table.spec().isUnpartitioned()
                ? table.locationProvider().newDataLocation(name)
                : table.locationProvider().newDataLocation(table.spec(), key, name);
        return Parquet.writeData(table.io().newOutputFile(location))
                .forTable(table)
                .withSpec(table.spec())
                .withPartition(key)
                .createWriterFunc(GenericParquetWriter::create)
                .build();
    }
}
