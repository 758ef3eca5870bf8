package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;

class DebeziumAloneIT {
    @TempDir
    private Path directory;

    @Test
    void allRowsAndThenOnlyTheChangesSinceThePlaceAreRead() throws Exception {
        try (MariaDb server = MariaDb.start(MariaDb.NEWEST, directory.resolve("mariadb"))) {
            server.execute("", "CREATE DATABASE shop");
            server.execute(
                    "shop",
                    "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                    "INSERT INTO orders SELECT seq, 'old' FROM seq_1_to_1000");
            DebeziumAlone debezium = new DebeziumAlone(
                    server.source("shop", "admin"),
                    List.of(contract("orders", key("id", new Whole(32)), column("status", new Text(20)))),
                    directory);
            debezium.standAtTheEnd();
            server.execute("shop", "INSERT INTO orders SELECT seq, 'new' FROM seq_2001_to_2500");
            DebeziumAlone.Reading changes = debezium.changes(500);
            assertThat(changes.rows()).isEqualTo(500);
            assertThat(changes.rowsPerSecond()).isFinite().isPositive();

            DebeziumAlone anew = new DebeziumAlone(
                    server.source("shop", "admin"),
                    List.of(contract("orders", key("id", new Whole(32)), column("status", new Text(20)))),
                    Files.createDirectory(directory.resolve("anew")));
            assertThat(anew.snapshot().rows()).isEqualTo(1_500);
        }
    }
}
