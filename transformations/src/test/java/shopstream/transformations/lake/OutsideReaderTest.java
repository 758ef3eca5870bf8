package shopstream.transformations.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.LakeTable;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;
import shopstream.lake.HistoryFile;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/** The lake with nothing of this program on the reader's side: Iceberg's own catalog and files, as docs/lake.md has it. */
class OutsideReaderTest {
    private static final Place NOWHERE = new Place(Path.of("test.yaml"), 1);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private long place;

    @Test
    void currentRowsAreReadByIcebergAlone() throws IOException {
        try (Lake lake = Lake.open(LakeAddress.in(directory))) {
            HistoryTable items = lake.history(items());
            try (HistoryFile file = new HistoryFile(items)) {
                file.add(change("r"), 1, new BigDecimal("10.00"));
                file.add(change("r"), 2, new BigDecimal("20.00"));
                file.add(change("r"), 3, new BigDecimal("30.00"));
            }
            try (HistoryFile file = new HistoryFile(items)) {
                file.add(change("u"), 1, new BigDecimal("11.00"));
                file.add(change("d"), 2);
            }
        }

        try (JdbcCatalog catalog = new JdbcCatalog()) {
            catalog.setConf(new Configuration(false));
            catalog.initialize(
                    "shopstream",
                    Map.of(
                            "uri", "jdbc:sqlite:" + directory.resolve("catalog.db"),
                            "jdbc.schema-version", "V1",
                            "warehouse", "file:" + directory.resolve("tables")));
            Table table = catalog.loadTable(TableIdentifier.of("history", "items"));

            assertThat(table.io().getClass().getName()).startsWith("org.apache.iceberg.");
            assertThat(current(table))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(1, new BigDecimal("11.00"), 3, new BigDecimal("30.00")));
        }
    }

    /** The newest version of each item that was not deleted. */
    private static Map<Integer, BigDecimal> current(Table table) throws IOException {
        Map<Integer, Record> newest = new HashMap<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            records.forEach(record -> newest.merge(
                    (Integer) record.getField("id"),
                    record,
                    (one, other) -> text(one, "__position").compareTo(text(other, "__position")) < 0 ? other : one));
        }
        newest.values().removeIf(record -> text(record, "__op").equals("d"));
        Map<Integer, BigDecimal> current = new HashMap<>();
        newest.forEach((id, record) -> current.put(id, (BigDecimal) record.getField("price")));
        return current;
    }

    private static String text(Record record, String column) {
        return (String) record.getField(column);
    }

    private HistoryFile.Change change(String operation) {
        long at = place++;
        return new HistoryFile.Change(operation, String.format("%09d", at), BEGIN.plusSeconds(at), "test-items@1", at);
    }

    private static Contract items() {
        return new Contract(
                "items",
                "test-items",
                "1",
                "items",
                List.of(column("id", new ColumnType.Whole(32), 1), column("price", new ColumnType.Decimal(6, 2), 0)),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new LakeTable(List.of())),
                "What is sold.",
                NOWHERE);
    }

    private static Column column(String name, ColumnType type, int key) {
        return new Column(name, name, type, true, key, Rules.NONE, "", Optional.empty(), NOWHERE);
    }
}
