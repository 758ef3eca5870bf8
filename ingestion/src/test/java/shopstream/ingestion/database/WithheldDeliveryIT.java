package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** No mark claims a time whose rows are still on their way, wherever they are held up. */
@ParameterizedClass
@Releases(
        value = {MariaDb.OLDEST, Postgres.RELEASE},
        further = MySql.RELEASE)
class WithheldDeliveryIT {
    private static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(12)));
    private static final Duration HELD = Duration.ofSeconds(3);

    private static EmbeddedBroker broker;
    private static int number;

    private final String version;
    private final MarksLedger ledger = new MarksLedger();
    private Server server;
    private LogAddress log;
    private Relay relay;
    private int rows;

    WithheldDeliveryIT(String version) {
        this.version = version;
    }

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        broker = EmbeddedBroker.start(directory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startServer(@TempDir Path directory) throws Exception {
        // The relay reads what is said, which MySQL would encrypt.
        server = version.equals(MySql.RELEASE)
                ? MySql.start(directory, "--tls-version=")
                : Server.start(version, directory);
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "log" + ++number, (short) 1);
        server.execute("", "CREATE DATABASE shop");
        server.execute("shop", "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))");
        relay = new Relay(server.port());
    }

    @AfterEach
    void stopServer() throws Exception {
        relay.close();
        server.close();
    }

    @Test
    void commitsThatTheNetworkWithholdsAreNotClaimed() throws Exception {
        try (Following following = follow()) {
            relay.hold(0);
            insert(50);
            // What was claimed until then may be claimed.
            Instant committed = Instant.now();
            await().during(HELD).atMost(HELD.multipliedBy(10)).until(() -> !claims(following, committed));
            relay.release();
            insert(50);
            following.untilCaughtUp();

            assertThat(ledger.check(log, "orders")).isGreaterThan(2);
            assertThat(following.table("orders")).hasSize(rows);
        }
    }

    @Test
    void aTransactionThatArrivesInPiecesIsNotClaimedBeforeItsLastRow() throws Exception {
        try (Following following = follow()) {
            relay.hold(0);
            insertInOneTransaction(20_000);
            // Longer than a silence is borne, so that its rows have to count as signs of life.
            Instant longer = Instant.now().plusSeconds(12);
            await().atMost(Duration.ofMinutes(1))
                    .failFast("reading began again", () -> !(following.state() instanceof CaptureState.Streaming))
                    .until(() -> {
                        relay.hold(1_000);
                        return Instant.now().isAfter(longer)
                                && following.table("orders").size() >= 1_000;
                    });
            assertThat(following.table("orders")).as("rows that came in pieces").hasSizeBetween(1_000, rows - 1_000);
            relay.release();
            following.untilCaughtUp();

            assertThat(ledger.check(log, "orders")).isGreaterThan(2);
            assertThat(following.table("orders")).hasSize(rows);
        }
    }

    @Test
    void rowsThatWaitToBeAppendedAreNotClaimed() throws Exception {
        try (Following following = follow()) {
            for (int pause = 0; pause < 5; pause++) {
                synchronized (following.eventLog()) {
                    insert(20);
                    pass(Duration.ofMillis(300));
                }
                insert(5);
            }
            following.untilCaughtUp();

            assertThat(ledger.check(log, "orders")).isGreaterThan(2);
            assertThat(following.table("orders")).hasSize(rows);
        }
    }

    @Test
    void aStatementThatTheNetworkWithholdsIsNotClaimedHoweverQuietTheShopWas() throws Exception {
        try (Following following = follow()) {
            server.execute("shop", "CREATE TABLE other (id INT PRIMARY KEY)");
            Instant quiet = Instant.now().plusSeconds(5);
            await().atMost(Duration.ofSeconds(90)).until(() -> claims(following, quiet));
            relay.hold(0);
            server.execute("shop", "TRUNCATE TABLE orders");
            // What was claimed until it was executed may be claimed.
            Instant executed = Instant.now();
            await().during(HELD).atMost(HELD.multipliedBy(10)).until(() -> !claims(following, executed));
            relay.release();
            following.untilCaughtUp();

            assertThat(following.table("orders")).isEmpty();
        }
    }

    private Following follow() throws Exception {
        insert(3);
        Following following = Following.of(server.source("shop", "capture", relay.port()), log, ORDERS)
                .untilStreaming();
        following.untilCaughtUp();
        return following;
    }

    private static boolean claims(Following following, Instant time) {
        return following.mark().orElseThrow().sourceTime().isAfter(time);
    }

    private static void pass(Duration time) {
        await().pollDelay(time).until(() -> true);
    }

    private void insert(int count) throws Exception {
        try (Connection connection = server.administrator("shop");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < count; i++) {
                statement.execute("INSERT INTO orders VALUES (" + ++rows + ", 'New')");
                ledger.committed(rows);
            }
        }
    }

    private void insertInOneTransaction(int count) throws Exception {
        server.execute("shop", "INSERT INTO orders SELECT seq, 'New' FROM " + server.numbers(rows + 1, rows + count));
        rows += count;
        ledger.committed(rows);
    }
}
