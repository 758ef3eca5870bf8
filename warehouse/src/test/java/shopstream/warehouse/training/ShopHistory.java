package shopstream.warehouse.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.HistorySchema;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/** A lake with the datasets of the shipped contracts, and what happened to their rows on some days. */
final class ShopHistory {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final LakeAddress address;
    private final Lake lake;
    private final Map<String, Contract> contracts = new TreeMap<>();
    private final Map<String, List<Change>> changes = new TreeMap<>();
    private int at;

    private record Change(String operation, int at, Instant committed, Map<String, Object> values) {}

    ShopHistory(LakeAddress address) {
        this.address = address;
        this.lake = Lake.open(address);
        for (Contract contract : ContractFiles.read(Path.of("../shop/contracts"), new Problems())) {
            if (contract.lake().isPresent()) {
                lake.history(contract);
                contracts.put(contract.dataset(), contract);
            }
        }
    }

    Lake lake() {
        return lake;
    }

    /** So many days after the beginning. */
    static Instant day(double day) {
        return BEGIN.plus(Duration.ofMinutes(Math.round(day * 24 * 60)));
    }

    Day on(double day) {
        return new Day(day(day));
    }

    /** Changes that are committed at a moment, in this order. */
    final class Day {
        private final Instant committed;

        private Day(Instant committed) {
            this.committed = committed;
        }

        Day read(String dataset, Map<String, Object> values) {
            return add("r", dataset, values);
        }

        Day created(String dataset, Map<String, Object> values) {
            return add("c", dataset, values);
        }

        Day updated(String dataset, Map<String, Object> values) {
            return add("u", dataset, values);
        }

        private Day add(String operation, String dataset, Map<String, Object> values) {
            changes.computeIfAbsent(dataset, each -> new ArrayList<>())
                    .add(new Change(operation, ++at, committed, values));
            return this;
        }
    }

    /** Writes all of it. */
    void write() {
        changes.forEach((dataset, rows) -> {
            Table table = address.open().loadTable(Lake.history(dataset));
            DataWriter<Record> writer;
            try {
                writer = Parquet.writeData(table.io()
                                .newOutputFile(table.locationProvider().newDataLocation(dataset + ".parquet")))
                        .schema(table.schema())
                        .withSpec(table.spec())
                        .createWriterFunc(GenericParquetWriter::create)
                        .build();
                try (writer) {
                    rows.forEach(change -> writer.write(record(table, contracts.get(dataset), change)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            table.newAppend().appendFile(writer.toDataFile()).commit();
        });
    }

    private static Record record(Table table, Contract contract, Change change) {
        Record record = GenericRecord.create(table.schema());
        record.setField(HistorySchema.OPERATION, change.operation());
        record.setField(HistorySchema.POSITION, String.format("%09d", change.at()));
        record.setField(HistorySchema.COMMIT_TIME, change.committed().atOffset(ZoneOffset.UTC));
        record.setField(HistorySchema.CONTRACT, contract.versionedId());
        record.setField(HistorySchema.PARTITION, 0);
        record.setField(HistorySchema.OFFSET, (long) change.at());
        change.values().forEach(record::setField);
        return record;
    }
}
