package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

class PostgresCaptureIT extends CaptureSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Postgres.start(directory);
    }

    @Test
    void aDividedTableIsFollowedUnderItsOwnName() throws Exception {
        server.execute(
                database,
                "CREATE TABLE sales (id INT, status VARCHAR(12), PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE sales_low PARTITION OF sales FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE sales_high PARTITION OF sales FOR VALUES FROM (100) TO (200)",
                "INSERT INTO sales VALUES (1, 'a'), (101, 'b')");
        Contract sales = contract("sales", key("id", new Whole(32)), column("status", new Text(12)));
        DatabaseSource source = server.source(database, "capture");
        assertThat(SourceInspection.of(source, List.of(sales)).passed()).isTrue();
        try (Following following = Following.of(source, log, sales).untilStreaming()) {
            server.execute(
                    database,
                    "INSERT INTO sales VALUES (2, 'c')",
                    "UPDATE sales SET status = 'd' WHERE id = 101",
                    "DELETE FROM sales WHERE id = 1");
            following.untilCaughtUp();
            assertThat(following.table("sales")).containsOnlyKeys("{\"id\":2}", "{\"id\":101}");
            assertThat(following.table("sales").get("{\"id\":101}")).contains("\"d\"");

            server.execute(database, "ALTER TABLE sales DETACH PARTITION sales_high");
            following.untilCaughtUp();
            assertThat(following.table("sales")).containsOnlyKeys("{\"id\":2}");
        }
    }

    @Test
    void aTableWhoseChangesWouldBeRefusedIsNotPublished() throws Exception {
        server.execute(
                database,
                "CREATE TABLE notes (id INT PRIMARY KEY DEFERRABLE, status VARCHAR(12))",
                "INSERT INTO notes VALUES (1, 'a')");
        Contract notes = contract("notes", key("id", new Whole(32)), column("status", new Text(12)));
        try (Following following = Following.of(server.source(database, "capture"), log, notes)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> following.state() instanceof CaptureState.Disconnected);
            assertThat(((CaptureState.Disconnected) following.state()).message())
                    .contains("ALTER TABLE \"public\".\"notes\" REPLICA IDENTITY FULL;");
            server.execute(database, "UPDATE notes SET status = 'b'");
            server.execute(database, "ALTER TABLE notes REPLICA IDENTITY FULL");
            following.untilStreaming();
            server.execute(database, "UPDATE notes SET status = 'c'");
            following.untilCaughtUp();
            assertThat(following.table("notes").get("{\"id\":1}")).contains("\"c\"");
        }
    }
}
