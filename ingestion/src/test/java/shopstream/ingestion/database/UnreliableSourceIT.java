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

/** What a source does to whoever follows it: it dies, comes back, is silent, is locked, forgets. */
@ParameterizedClass
@Releases(
        value = {MariaDb.NEWEST, Postgres.RELEASE},
        further = MySql.RELEASE)
class UnreliableSourceIT {
    private static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(12)));

    private static EmbeddedBroker broker;
    private static int number;

    private final String version;
    private Server server;
    private LogAddress log;

    UnreliableSourceIT(String version) {
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
        server = Server.start(version, directory);
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "log" + ++number, (short) 1);
        server.execute("", "CREATE DATABASE shop");
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "INSERT INTO orders VALUES (1, 'Shipped')");
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void aServerThatIsKilledAndStartedAgainLosesAndDoublesNothing() throws Exception {
        try (Following following = follow().untilStreaming()) {
            server.execute("shop", "INSERT INTO orders VALUES (2, 'On Hold')");
            following.untilCaughtUp();
            Instant before = Instant.now();
            server.kill();
            await().atMost(Duration.ofSeconds(90)).until(() -> following.state() instanceof CaptureState.Disconnected);
            CaptureState.Disconnected down = (CaptureState.Disconnected) following.state();
            assertThat(down.since()).isAfter(before);
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> following.state() instanceof CaptureState.Disconnected still
                            && still.message().startsWith("Nothing answers at"));
            assertThat(((CaptureState.Disconnected) following.state()).since()).isEqualTo(down.since());

            server.start();
            server.execute("shop", "INSERT INTO orders VALUES (3, 'New')", "DELETE FROM orders WHERE id = 2");
            following.untilStreaming().untilCaughtUp();

            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":1}", "{\"id\":3}");
            assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(4);
        }
    }

    @Test
    void marksGoOnWhileNothingThatIsFollowedChanges() throws Exception {
        try (Following following = follow().untilStreaming()) {
            following.untilCaughtUp();
            following.untilCaughtUp();
            server.execute("shop", "INSERT INTO other VALUES (1)");
            following.untilCaughtUp();
            server.execute("shop", "ALTER TABLE other ADD COLUMN a INT");
            following.untilCaughtUp();
            server.execute("shop", "CREATE ROLE somebody", postgres() ? "ANALYZE other" : "ANALYZE TABLE other");
            following.untilCaughtUp();
            server.execute("", postgres() ? "SELECT pg_switch_wal()" : "FLUSH BINARY LOGS");
            following.untilCaughtUp();
            server.close();
            server.start();
            following.untilCaughtUp();
            Instant first = following.mark().orElseThrow().sourceTime();
            await().atMost(Duration.ofMillis(600))
                    .until(() -> following.mark().orElseThrow().sourceTime().isAfter(first));
        }
    }

    @Test
    void aLockedTableDelaysItsRowsOnlyAndNothingIsHeldMeanwhile() throws Exception {
        try (Connection somebody = server.administrator("shop");
                Statement lock = somebody.createStatement()) {
            lock.execute(postgres() ? "BEGIN; LOCK TABLE orders" : "LOCK TABLES orders WRITE");
            try (Following following = follow()) {
                await().atMost(Duration.ofSeconds(90)).until(() -> saysThatALockIsHeld(following.state()));
                server.execute("shop", "INSERT INTO other VALUES (7)");

                lock.execute(postgres() ? "COMMIT" : "UNLOCK TABLES");
                following.untilStreaming().untilCaughtUp();
                assertThat(following.table("orders")).containsOnlyKeys("{\"id\":1}");
            }
        }
    }

    /** PostgreSQL lets nobody publish a locked table either, so there following begins only afterwards. */
    private boolean saysThatALockIsHeld(CaptureState state) {
        if (postgres()) {
            return state instanceof CaptureState.Disconnected waiting
                    && waiting.message().contains("Somebody else held a lock");
        }
        return state instanceof CaptureState.Snapshot reading
                && reading.pausedBecause()
                        .filter(reason -> reason.contains("somebody else held a lock on the table orders"))
                        .isPresent();
    }

    @Test
    void aCaptureStartedAgainGoesOnWhereItStopped() throws Exception {
        Following following = follow().untilStreaming();
        server.execute("shop", "INSERT INTO orders VALUES (2, 'a')", "UPDATE orders SET status = 'b'");
        following.untilCaughtUp();
        long accepted = following.eventLog().counts().get("orders").accepted();
        following.close();
        server.execute("shop", "DELETE FROM orders WHERE id = 1");

        following.open();
        following.untilStreaming().untilCaughtUp();
        assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(accepted + 1);
        assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}");
        following.close();
    }

    private boolean postgres() {
        return server instanceof Postgres;
    }

    private Following follow() {
        return Following.of(server.source("shop", "capture"), log, ORDERS);
    }
}
