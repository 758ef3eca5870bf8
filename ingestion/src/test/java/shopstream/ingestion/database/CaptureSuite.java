package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

/** What capture owes every kind of server: the log equals the tables, whatever happens to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CaptureSuite extends CapturedDatabase {
    @Test
    void rowsAndThenChangesArriveEqualToTheTable() throws Exception {
        server.execute(
                database,
                "INSERT INTO orders VALUES (1, '2005-05-31 10:00:00', 95.70, 'Shipped ', 'x'), (2, NULL, 0, NULL, 'y')");
        try (Following following = follow().untilStreaming()) {
            server.execute(
                    database,
                    "INSERT INTO orders VALUES (3, '2005-06-01 00:00:00', 1, 'On Hold', 'z')",
                    "UPDATE orders SET status = 'Cancelled' WHERE id = 2",
                    "DELETE FROM orders WHERE id = 1",
                    "UPDATE orders SET id = 7 WHERE id = 3");
            following.untilCaughtUp();

            assertThat(following.table("orders"))
                    .isEqualTo(
                            Map.of(
                                    "{\"id\":2}",
                                    "{\"id\":2,\"placed\":null,\"price\":\"0.00\",\"status\":\"Cancelled\"}",
                                    "{\"id\":7}",
                                    "{\"id\":7,\"placed\":\"2005-06-01T00:00:00Z\",\"price\":\"1.00\",\"status\":\"On Hold\"}"));
        }
    }

    @Test
    void everyRowOfOneTransactionArrives() throws Exception {
        try (Following following = follow().untilStreaming()) {
            server.execute(
                    database,
                    "BEGIN",
                    "INSERT INTO orders VALUES (1, NULL, 1, NULL, 'a')",
                    "INSERT INTO orders VALUES (2, NULL, 1, NULL, 'b'), (3, NULL, 1, NULL, 'c')",
                    "UPDATE orders SET price = 2 WHERE id < 3",
                    "UPDATE orders SET id = id + 10 WHERE id > 1",
                    "INSERT INTO orders VALUES (4, NULL, 4, NULL, 'd')",
                    "COMMIT");
            following.untilCaughtUp();
            assertThat(following.table("orders").keySet())
                    .containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":4}", "{\"id\":12}", "{\"id\":13}");
            assertThat(following.table("orders").get("{\"id\":12}")).contains("\"price\":\"2.00\"");
        }
    }

    /** Its records lie between the others' commits, and right behind the one after which reading goes on. */
    @Test
    void aTransactionThatIsOpenWhileOthersEndIsWholeAfterANewStart() throws Exception {
        try (Following following = follow().untilStreaming();
                Connection open = server.administrator(database);
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            for (int id = 1; id <= 20; id++) {
                statement.execute("INSERT INTO orders VALUES (" + id + ", NULL, 1, NULL, NULL)");
                server.execute(database, "INSERT INTO orders VALUES (" + (100 + id) + ", NULL, 1, NULL, NULL)");
            }
            following.untilCaughtUp();
            statement.execute("INSERT INTO orders VALUES (21, NULL, 1, NULL, NULL)");
            following.close();
            statement.execute("INSERT INTO orders VALUES (22, NULL, 1, NULL, NULL)");
            following.open();
            following.untilStreaming();
            open.commit();
            following.untilCaughtUp();
            assertThat(following.table("orders")).hasSize(42);
        }
    }

    @Test
    void aRejectedUpdateIsQuarantinedWithItsContentAndItsRowIsStale() throws Exception {
        server.execute(database, "INSERT INTO orders VALUES (1, NULL, 10, 'Shipped', 'x')");
        try (Following following = follow().untilStreaming()) {
            server.execute(database, "UPDATE orders SET price = -5 WHERE id = 1");
            following.untilCaughtUp();

            assertThat(following.table("orders").get("{\"id\":1}")).contains("10.00");
            assertThat(following.eventLog().counts().get("orders").stale()).isEqualTo(1);
            assertThat(following.quarantine())
                    .singleElement()
                    .asString()
                    .contains("-5.00")
                    .contains("minimum")
                    .contains("orders at ");

            server.execute(database, "UPDATE orders SET price = 5 WHERE id = 1");
            following.untilCaughtUp();
            assertThat(following.eventLog().counts().get("orders").stale()).isZero();
        }
    }

    @Test
    void theFirstRowAfterAnEmptySnapshotArrivesOnce() throws Exception {
        try (Following following = follow()) {
            following.untilCaughtUp();
            assertThat(following.eventLog().counts().get("orders").read()).isZero();
            server.execute(database, "INSERT INTO orders (id) VALUES (1)");
            following.untilCaughtUp();

            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":1}");
            assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(1);
            following.untilCaughtUp();
        }
    }

    @Test
    void aCaptureStartedAgainGoesOnWhereItStopped() throws Exception {
        server.execute(database, "INSERT INTO orders (id, status) VALUES (1, 'Shipped')");
        Following following = follow().untilStreaming();
        server.execute(database, "INSERT INTO orders (id, status) VALUES (2, 'a')", "UPDATE orders SET status = 'b'");
        following.untilCaughtUp();
        long accepted = following.eventLog().counts().get("orders").accepted();
        following.close();
        server.execute(database, "DELETE FROM orders WHERE id = 1");

        following.open();
        following.untilStreaming().untilCaughtUp();
        assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(accepted + 1);
        assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}");
        following.close();
    }

    @Test
    void aTableThatIsCapturedLaterIsReadAlone() throws Exception {
        server.execute(
                database,
                "CREATE TABLE items (n INT, kind VARCHAR(5), PRIMARY KEY (n, kind))",
                "INSERT INTO items VALUES (1, 'a'), (1, 'b'), (2, 'a')",
                "INSERT INTO orders (id, status) VALUES (1, 'Shipped')");
        try (Following following = follow().untilStreaming()) {
            following.untilCaughtUp();
        }
        server.execute(database, "INSERT INTO orders (id, status) VALUES (2, 'New')");
        Contract items = contract("items", key("n", new Whole(32)), key("kind", new Text(5)));
        try (Following following = Following.of(server.source(database, "capture"), log, ORDERS, items)
                .untilStreaming()) {
            server.execute(database, "INSERT INTO items VALUES (3, 'c')", "DELETE FROM items WHERE n = 2");
            following.untilCaughtUp();

            assertThat(following.table("items"))
                    .containsOnlyKeys(
                            "{\"n\":1,\"kind\":\"a\"}", "{\"n\":1,\"kind\":\"b\"}", "{\"n\":3,\"kind\":\"c\"}");
            assertThat(following.table("orders")).hasSize(2);
            assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(2);
            assertThat(following.eventLog().epoch()).isEqualTo(1);
        }
    }

    @Test
    void aTableWithABlankInItsNameIsCaptured() throws Exception {
        String table = server instanceof Postgres ? "\"odd orders\"" : "`odd orders`";
        server.execute(
                database,
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, status VARCHAR(20))",
                "INSERT INTO " + table + " VALUES (1, 'a')");
        Contract odd = ShopContracts.contract(
                "odd_orders", "odd orders", key("id", new Whole(32)), column("status", new Text(20)));
        try (Following following =
                Following.of(server.source(database, "capture"), log, odd).untilStreaming()) {
            server.execute(database, "INSERT INTO " + table + " VALUES (2, 'b')");
            following.untilCaughtUp();
            assertThat(following.table("odd_orders")).hasSize(2);
        }
    }

    @Test
    void aKeyOfSeveralColumnsIsReadChunkByChunk() throws Exception {
        server.execute(
                database,
                "CREATE TABLE items (kind VARCHAR(5), n INT, PRIMARY KEY (kind, n))",
                "INSERT INTO items SELECT 'B', seq FROM " + server.numbers(1, 700),
                "INSERT INTO items SELECT 'a', seq FROM " + server.numbers(1, 5_000),
                "INSERT INTO items SELECT 'z', seq FROM " + server.numbers(1, 700));
        Contract items = contract("items", key("kind", new Text(5)), key("n", new Whole(32)));
        try (Following following =
                Following.of(server.source(database, "capture"), log, items).untilStreaming()) {
            assertThat(following.table("items")).hasSize(6_400);
            assertThat(following.eventLog().counts().get("items").accepted()).isEqualTo(6_400);
        }
    }

    @Test
    void oneStatementOverManyRowsArrivesWhole() throws Exception {
        try (Following following = follow().untilStreaming()) {
            server.execute(
                    database,
                    "INSERT INTO orders (id, status) SELECT seq, 'New' FROM " + server.numbers(1, 20_000),
                    "UPDATE orders SET status = 'Shipped' WHERE id > 100",
                    "DELETE FROM orders WHERE id > 19000");
            following.untilCaughtUp(Duration.ofSeconds(60));

            assertThat(following.table("orders")).hasSize(19_000);
            assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(20_000 + 19_900 + 1_000);
        }
    }
}
