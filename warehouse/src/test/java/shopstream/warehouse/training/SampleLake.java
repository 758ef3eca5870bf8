package shopstream.warehouse.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.LakeTable;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;
import shopstream.lake.HistorySchema;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/** A lake with the history of items, each with a price and a name, whose files are written by Iceberg itself. */
public final class SampleLake implements AutoCloseable {
    private static final Place NOWHERE = new Place(Path.of("test.yaml"), 1);

    /** One version of an item. @param price null where it is deleted */
    public record Version(String operation, int at, Instant committed, int id, BigDecimal price, String name) {}

    private final LakeAddress address;
    private final Lake lake;
    private int files;
    private int offset;

    public SampleLake(Path directory) {
        this(LakeAddress.in(directory));
    }

    public SampleLake(LakeAddress address) {
        this.address = address;
        lake = Lake.open(address);
        lake.history(items(false));
    }

    public Lake lake() {
        return lake;
    }

    /** From now on the contract has a column more. */
    void addColumn() {
        lake.history(items(true));
    }

    private static Contract items(boolean more) {
        List<Column> columns = new ArrayList<>(List.of(
                column("id", new ColumnType.Whole(32), 1),
                column("price", new ColumnType.Decimal(10, 2), 0),
                column("name", new ColumnType.Text(20), 0)));
        if (more) {
            columns.add(column("gift", new ColumnType.Flag(), 0));
        }
        return new Contract(
                "items",
                "test-items",
                more ? "2" : "1",
                "items",
                columns,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new LakeTable(List.of())),
                "",
                NOWHERE);
    }

    private static Column column(String name, ColumnType type, int key) {
        return new Column(name, name, type, true, key, Rules.NONE, "", Optional.empty(), NOWHERE);
    }

    /** Appends versions as one file, in one commit. */
    public void append(List<Version> versions) {
        Table table = address.open().loadTable(Lake.history("items"));
        DataWriter<Record> writer;
        try {
            writer = Parquet.writeData(table.io()
                            .newOutputFile(table.locationProvider().newDataLocation("file-" + ++files + ".parquet")))
                    .schema(table.schema())
                    .withSpec(table.spec())
                    .createWriterFunc(GenericParquetWriter::create)
                    .build();
            try (writer) {
                versions.forEach(version -> writer.write(record(table, version)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newAppend().appendFile(writer.toDataFile()).commit();
    }

    private Record record(Table table, Version version) {
        Record record = GenericRecord.create(table.schema());
        record.setField(HistorySchema.OPERATION, version.operation());
        record.setField(HistorySchema.POSITION, String.format("%09d", version.at()));
        record.setField(HistorySchema.COMMIT_TIME, version.committed().atOffset(ZoneOffset.UTC));
        record.setField(HistorySchema.CONTRACT, "test-items@1");
        record.setField(HistorySchema.PARTITION, 0);
        record.setField(HistorySchema.OFFSET, (long) offset++);
        record.setField("id", version.id());
        if (version.price() != null) {
            record.setField("price", version.price());
            record.setField("name", version.name());
        }
        return record;
    }

    @Override
    public void close() {
        lake.close();
    }
}
