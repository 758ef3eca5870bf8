package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.NOT_NEGATIVE;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Day;
import shopstream.contracts.ColumnType.Decimal;
import shopstream.contracts.ColumnType.Flag;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

class DatabaseCaptureIT {
    private static final Contract ORDERS = contract(
            "orders",
            key("id", new Whole(32)),
            column("placed", new Moment(6)),
            column("price", new Decimal(10, 2), NOT_NEGATIVE),
            column("status", new Text(12)));

    private static final String KINDS =
            "INSERT INTO kinds VALUES (%d, 'b', 'x,y', 1, 1999, '2024-02-29 12:00:00.123456',"
                    + " '0000-00-00', '2024-02-29 12:00:00.120', 18446744073709551615, '{\"a\": 1}', b'1')";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedBroker broker;
    private static MariaDb server;

    private String database;
    private LogAddress log;

    @BeforeAll
    static void startServers(@TempDir Path directory) throws Exception {
        server = MariaDb.start(MariaDb.NEWEST, directory.resolve("mariadb"));
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    static void stopServers() throws Exception {
        server.close();
        broker.close();
    }

    @BeforeEach
    void freshDatabase() throws Exception {
        database = "shop" + NUMBER.incrementAndGet();
        log = new LogAddress(broker.bootstrapServers(), Map.of(), database, (short) 1);
        server.execute(
                "",
                "CREATE DATABASE " + database,
                "CREATE TABLE " + database
                        + ".orders (id INT PRIMARY KEY, placed DATETIME, price DECIMAL(10,2), status VARCHAR(20), secret TEXT)");
    }

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

    @Test
    void aTruncatedTableIsEmptyInTheLogToo() throws Exception {
        server.execute(database, "INSERT INTO orders VALUES (1, NULL, 1, NULL, NULL), (2, NULL, 2, NULL, NULL)");
        try (Following following = follow().untilStreaming()) {
            server.execute(database, "TRUNCATE TABLE orders");
            following.untilCaughtUp();
            assertThat(following.table("orders")).isEmpty();

            server.execute(database, "INSERT INTO orders (id) VALUES (9)");
            following.untilCaughtUp();
            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":9}");
        }
    }

    @Test
    void aTableMadeAnewHasItsNewRowsOnly() throws Exception {
        server.execute(database, "INSERT INTO orders (id) VALUES (1), (2)");
        try (Following following = follow().untilStreaming()) {
            server.execute(
                    database,
                    "CREATE TABLE fresh LIKE orders",
                    "INSERT INTO fresh (id) VALUES (5)",
                    "RENAME TABLE orders TO old, fresh TO orders");
            following.untilCaughtUp();

            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":5}");
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
                    .contains("orders at binlog");

            server.execute(database, "UPDATE orders SET price = 5 WHERE id = 1");
            following.untilCaughtUp();
            assertThat(following.eventLog().counts().get("orders").stale()).isZero();
        }
    }

    @Test
    void aNewColumnDisturbsNothingAndADroppedOneQuarantines() throws Exception {
        try (Following following = follow().untilStreaming()) {
            server.execute(
                    database,
                    "ALTER TABLE orders ADD COLUMN note VARCHAR(9) FIRST, ADD COLUMN place POINT",
                    "INSERT INTO orders (id, status) VALUES (1, 'On Hold')");
            following.untilCaughtUp();
            assertThat(following.table("orders").get("{\"id\":1}")).contains("On Hold");

            server.execute(
                    database, "ALTER TABLE orders DROP COLUMN status", "INSERT INTO orders (id, price) VALUES (2, 1)");
            following.untilCaughtUp();
            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":1}");
            assertThat(following.quarantine()).singleElement().asString().contains("required");
        }
    }

    @Test
    void everyTypeArrivesAlikeFromTheSnapshotAndFromTheLog() throws Exception {
        server.execute(
                database,
                "CREATE TABLE kinds (id BIGINT UNSIGNED PRIMARY KEY, e ENUM('a','b'), s SET('x','y'), t TINYINT(1),"
                        + " y YEAR, ts TIMESTAMP(6) NULL, d DATE, dt DATETIME(3), u BIGINT UNSIGNED, j JSON, b BIT(1))",
                "SET sql_mode = ''",
                KINDS.formatted(1));
        Contract kinds = contract(
                "kinds",
                key("id", new Whole(64)),
                column("e", new Text(5)),
                column("s", new Text(5)),
                column("t", new Flag()),
                column("y", new Whole(16)),
                column("ts", new Moment(6)),
                column("d", new Day()),
                column("dt", new Moment(3)),
                column("u", new Decimal(20, 0)),
                column("j", new Text(100)),
                column("b", new Flag()));
        try (Following following =
                Following.of(server.source(database, "capture"), log, kinds).untilStreaming()) {
            server.execute(database, "SET sql_mode = ''", KINDS.formatted(2));
            following.untilCaughtUp();

            String values = ",\"e\":\"b\",\"s\":\"x,y\",\"t\":true,\"y\":1999,\"ts\":\"2024-02-29T12:00:00.123456Z\","
                    + "\"d\":null,\"dt\":\"2024-02-29T12:00:00.120Z\",\"u\":\"18446744073709551615\","
                    + "\"j\":\"{\\\"a\\\": 1}\",\"b\":true}";
            assertThat(following.quarantine()).isEmpty();
            assertThat(following.table("kinds"))
                    .isEqualTo(Map.of("{\"id\":1}", "{\"id\":1" + values, "{\"id\":2}", "{\"id\":2" + values));
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

    private Following follow() {
        return Following.of(server.source(database, "capture"), log, ORDERS);
    }
}
