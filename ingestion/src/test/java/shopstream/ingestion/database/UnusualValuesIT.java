package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import shopstream.contracts.ColumnType.Day;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** Values that Debezium would gladly replace by others, and definitions that change under way. */
@ParameterizedClass
@Releases(
        value = {MariaDb.OLDEST, MySql.RELEASE},
        further = MariaDb.NEWEST)
class UnusualValuesIT {
    private final String version;
    private Server server;
    private EmbeddedBroker broker;
    private LogAddress log;

    UnusualValuesIT(String version) {
        this.version = version;
    }

    @BeforeEach
    void startServers(@TempDir Path directory) throws Exception {
        server = Server.start(version, directory.resolve("server"));
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "log", (short) 1);
        server.execute("", "CREATE DATABASE shop");
    }

    @AfterEach
    void stopServers() {
        broker.close();
        server.close();
    }

    @Test
    void aZeroDateInANullableColumnIsNull() throws Exception {
        server.execute(
                "shop",
                "CREATE TABLE days (id INT PRIMARY KEY, d DATE NULL DEFAULT '2001-01-01',"
                        + " dt DATETIME(6) NULL DEFAULT '2001-01-01', ts TIMESTAMP NULL DEFAULT '2001-01-01')",
                "SET sql_mode = ''",
                "INSERT INTO days VALUES (1, '0000-00-00', '0000-00-00', '0000-00-00'), (2, NULL, NULL, NULL)");
        try (Following following = follow(days()).untilStreaming()) {
            server.execute(
                    "shop",
                    "SET sql_mode = ''",
                    "INSERT INTO days VALUES (3, '0000-00-00', '0000-00-00', '0000-00-00'), (4, NULL, NULL, NULL)");
            following.untilCaughtUp();

            assertThat(following.table("days"))
                    .hasSize(4)
                    .allSatisfy((key, value) -> assertThat(value).endsWith(",\"d\":null,\"dt\":null,\"ts\":null}"));
        }
    }

    @Test
    void aZeroDateWhereNullMayNotStandIsRejectedAsItIs() throws Exception {
        server.execute(
                "shop",
                "SET sql_mode = ''",
                "CREATE TABLE days (id INT PRIMARY KEY, d DATE NOT NULL DEFAULT '2001-01-01',"
                        + " dt DATETIME(6) NOT NULL, ts TIMESTAMP NOT NULL DEFAULT '0000-00-00')",
                inserts(1));
        try (Following following = follow(days()).untilStreaming()) {
            server.execute("shop", "SET sql_mode = ''", inserts(11));
            following.untilCaughtUp();

            String rest = ",\"d\":\"1970-01-01\",\"dt\":\"1970-01-01T00:00:00Z\",\"ts\":\"2024-02-29T12:00:00Z\"}";
            assertThat(following.table("days"))
                    .isEqualTo(Map.of("{\"id\":4}", "{\"id\":4" + rest, "{\"id\":14}", "{\"id\":14" + rest));
            assertThat(following.quarantine())
                    .hasSize(6)
                    .allSatisfy(row ->
                            assertThat(row).contains("\"value\":\"0000-00-00\"").contains("2024-02-29"));
        }
    }

    @Test
    void aNullIsNotReplacedByTheColumnsDefault() throws Exception {
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20) DEFAULT 'New', note INT DEFAULT 7)",
                "INSERT INTO orders VALUES (1, NULL, NULL)");
        Contract orders = contract(
                "orders", key("id", new Whole(32)), column("status", new Text(20)), column("note", new Whole(32)));
        try (Following following = follow(orders).untilStreaming()) {
            server.execute("shop", "INSERT INTO orders VALUES (2, NULL, NULL)");
            following.untilCaughtUp();

            assertThat(following.table("orders"))
                    .hasSize(2)
                    .allSatisfy((key, value) -> assertThat(value).endsWith(",\"status\":null,\"note\":null}"));
        }
    }

    @Test
    void aColumnThatIsModifiedIsReadAsItWasAndAsItIs() throws Exception {
        server.execute("shop", "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20), n INT)");
        Contract orders = contract(
                "orders", key("id", new Whole(32)), column("status", new Text(20)), column("n", new Whole(64)));
        try (Following following = follow(orders).untilStreaming()) {
            server.execute(
                    "shop",
                    "INSERT INTO orders VALUES (1, 'a', 1)",
                    "ALTER TABLE orders ADD COLUMN extra INT FIRST, MODIFY n BIGINT AFTER id, MODIFY status TEXT",
                    "INSERT INTO orders (id, status, n) VALUES (2, 'b', 5000000000)",
                    "ALTER TABLE orders MODIFY n VARCHAR(20)",
                    "INSERT INTO orders (id, status, n) VALUES (3, 'c', 'many'), (4, 'd', '4')");
            following.untilCaughtUp();

            Map<String, String> table = following.table("orders");
            assertThat(table.get("{\"id\":1}")).isEqualTo("{\"id\":1,\"status\":\"a\",\"n\":1}");
            assertThat(table.get("{\"id\":2}")).isEqualTo("{\"id\":2,\"status\":\"b\",\"n\":5000000000}");
            assertThat(table).doesNotContainKey("{\"id\":3}");
            assertThat(following.quarantine())
                    .isNotEmpty()
                    .anySatisfy(row ->
                            assertThat(row).contains("\"value\":\"many\"").contains("\"column\":\"n\""));
        }
    }

    private static String inserts(int first) {
        return "INSERT INTO days VALUES (%d, '0000-00-00', '2024-02-29', '2024-02-29 12:00:00'),".formatted(first)
                + " (%d, '2024-02-29', '0000-00-00', '2024-02-29 12:00:00'),".formatted(first + 1)
                + " (%d, '2024-02-29', '2024-02-29', '0000-00-00'),".formatted(first + 2)
                + " (%d, '1970-01-01', '1970-01-01', '2024-02-29 12:00:00')".formatted(first + 3);
    }

    private static Contract days() {
        return contract(
                "days",
                key("id", new Whole(32)),
                column("d", new Day()),
                column("dt", new Moment(6)),
                column("ts", new Moment(0)));
    }

    private Following follow(Contract contract) {
        return Following.of(server.source("shop", "capture"), log, contract);
    }
}
