package shopstream.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.LakeTable;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;

/** A lake on a store of some kind, and files with rows for it. */
abstract class OpenLake {
    static final Place NOWHERE = new Place(Path.of("test.yaml"), 1);
    static final Column ID = column("id", new ColumnType.Whole(32), 1);

    @TempDir
    Path directory;

    LakeAddress address;
    Lake lake;
    int files;

    /** A lake of its own for each test. @param directory empty, of what is kept on disk */
    abstract LakeAddress address(Path directory);

    @BeforeEach
    void open() {
        address = address(directory);
        lake = Lake.open(address);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    static Column column(String name, ColumnType type, int key) {
        return new Column(name, name, type, true, key, Rules.NONE, "", Optional.empty(), NOWHERE);
    }

    static Contract items(String version, Column... columns) {
        return items(version, List.of(), columns);
    }

    static Contract items(String version, List<LakeTable.Partition> partitions, Column... columns) {
        return contract("items", version, partitions, columns);
    }

    /** The contract of another dataset with the same column. */
    static Contract named(String dataset) {
        return contract(dataset, "1", List.of(), ID);
    }

    private static Contract contract(
            String dataset, String version, List<LakeTable.Partition> partitions, Column... columns) {
        return new Contract(
                dataset,
                "test-items",
                version,
                "items",
                List.of(columns),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new LakeTable(partitions)),
                "What is sold.",
                NOWHERE);
    }

    List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        Table table = address.open().loadTable(Lake.history("items"));
        for (HistoryTable.DataFile file :
                lake.historyOf("items").files(table.currentSnapshot().snapshotId())) {
            try (CloseableIterable<Record> records = Parquet.read(table.io().newInputFile(file.location()))
                    .project(table.schema())
                    .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                    .build()) {
                records.forEach(record -> rows.add(record.toString()));
            }
        }
        return rows.stream().sorted().toList();
    }

    record At(int partition, long offset) {}

    static At at(int partition, long offset) {
        return new At(partition, offset);
    }

    void append(At... rows) throws IOException {
        Table table = address.open().loadTable(Lake.history("items"));
        List<Record> records = new ArrayList<>();
        Stream.of(rows).forEach(row -> {
            Record record = GenericRecord.create(table.schema());
            record.setField(HistorySchema.OPERATION, "c");
            record.setField(HistorySchema.POSITION, "p" + row.offset());
            record.setField(HistorySchema.COMMIT_TIME, OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
            record.setField(HistorySchema.PARTITION, row.partition());
            record.setField(HistorySchema.OFFSET, row.offset());
            record.setField("id", 7);
            records.add(record);
        });
        String location = table.locationProvider().newDataLocation("file-" + ++files + ".parquet");
        PartitionKey place = new PartitionKey(table.spec(), table.schema());
        place.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(records.get(0)));
        DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(location))
                .schema(table.schema())
                .withSpec(table.spec())
                .withPartition(place)
                .createWriterFunc(GenericParquetWriter::create)
                .build();
        try (writer) {
            records.forEach(writer::write);
        }
        DataFile file = writer.toDataFile();
        table.newAppend().appendFile(file).commit();
    }
}
