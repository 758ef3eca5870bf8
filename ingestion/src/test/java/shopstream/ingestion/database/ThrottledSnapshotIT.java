package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** Rows are read no faster than the budget allows, and what the shop does meanwhile is seen at once and not undone. */
@ParameterizedClass
@Releases(
        value = {MariaDb.NEWEST, Postgres.RELEASE},
        further = MySql.RELEASE)
class ThrottledSnapshotIT {
    private static final int ROWS = 12_000;

    private final String version;
    private final List<Thread> others = new ArrayList<>();
    private Server server;
    private EmbeddedBroker broker;
    private LogAddress log;
    private volatile boolean busy = true;
    private volatile Exception failure;

    ThrottledSnapshotIT(String version) {
        this.version = version;
    }

    @BeforeEach
    void startServers(@TempDir Path directory) throws Exception {
        server = Server.start(version, directory.resolve("server"));
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "log", (short) 1);
        server.execute("", "CREATE DATABASE shop");
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "INSERT INTO orders SELECT seq, 'New' FROM " + server.numbers(1, ROWS));
    }

    @AfterEach
    void stopServers() throws Exception {
        busy = false;
        for (Thread each : others) {
            each.join();
        }
        broker.close();
        server.close();
    }

    @Test
    void aSaleShowsBeforeTheSnapshotHasEndedAndEverythingAddsUp() throws Exception {
        long seed = System.nanoTime() % 1_000_000;
        Thread shop = new Thread(() -> trade(new Random(seed)), "shop");
        others.add(shop);
        Instant begun = Instant.now();
        try (Following following = follow(new SnapshotBudget(2_000, Duration.ofSeconds(10), 50))) {
            shop.start();
            await().atMost(Duration.ofSeconds(90)).until(() -> following.state() instanceof CaptureState.Snapshot);
            server.execute("shop", "INSERT INTO orders VALUES (1000000, 'Sold')");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> following.table("orders").containsKey("{\"id\":1000000}"));
            assertThat(following.state()).isInstanceOf(CaptureState.Snapshot.class);
            assertThat(following.table("orders"))
                    .as("rows that the log has by then")
                    .hasSizeLessThan(ROWS);

            await().atMost(Duration.ofSeconds(90)).until(() -> following.state() instanceof CaptureState.Streaming);
            assertThat(Duration.between(begun, Instant.now()))
                    .as("time for %s rows at 2,000 a second", ROWS)
                    .isGreaterThan(Duration.ofMillis(ROWS / 2 - 500));
            busy = false;
            shop.join();
            assertThat(failure).isNull();
            following.untilCaughtUp(Duration.ofSeconds(60));

            assertThat(new TreeSet<>(following.table("orders").values()))
                    .as("seed %s", seed)
                    .isEqualTo(new TreeSet<>(server.column(
                            "shop", "SELECT CONCAT('{\"id\":', id, ',\"status\":\"', status, '\"}') FROM orders")));
            assertThat(following.eventLog().counts().get("orders").rows())
                    .isEqualTo(following.table("orders").size());
        }
    }

    @Test
    void readingPausesWhileTheServerIsBusySaysWhyAndGoesOn() throws Exception {
        for (int i = 0; i < 12; i++) {
            Thread other = new Thread(this::sleepOnTheServer, "other");
            others.add(other);
            other.start();
        }
        try (Following following = follow(new SnapshotBudget(100_000, Duration.ofSeconds(10), 8))) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> following.state() instanceof CaptureState.Snapshot reading
                            && reading.pausedBecause()
                                    .filter(reason ->
                                            reason.contains("statements at once, more than the 8 of most-busy"))
                                    .isPresent());
            assertThat(following.eventLog().counts().get("orders").read()).isLessThan(ROWS);

            busy = false;
            await().atMost(Duration.ofSeconds(90)).until(() -> following.state() instanceof CaptureState.Streaming);
            following.untilCaughtUp(Duration.ofSeconds(60));
            assertThat(following.table("orders")).hasSize(ROWS);
        }
    }

    private Following follow(SnapshotBudget budget) {
        return Following.of(server.source("shop", "capture").with(budget), log, CaptureProcess.ORDERS);
    }

    private void sleepOnTheServer() {
        String sleep = server instanceof Postgres ? "SELECT pg_sleep(0.5)" : "SELECT SLEEP(0.5)";
        while (busy) {
            try {
                server.execute("shop", "SELECT 1", sleep, sleep, sleep, sleep);
            } catch (Exception failed) {
                failure = failed;
            }
        }
    }

    /** More than twenty changes of every kind a second, everywhere in the table. */
    private void trade(Random random) {
        try (Connection connection = server.administrator("shop");
                Statement statement = connection.createStatement()) {
            for (int next = ROWS + 1; busy; next++) {
                statement.execute("INSERT INTO orders VALUES (" + next + ", 'New')");
                statement.execute("UPDATE orders SET status = 'Changed " + next + "' WHERE id = " + any(random));
                statement.execute("DELETE FROM orders WHERE id = " + any(random));
                // A row that moves across what has been read and what has not.
                statement.execute("UPDATE orders SET id = -id WHERE id = " + any(random));
                Thread.sleep(20);
            }
        } catch (Exception failed) {
            failure = failed;
        }
    }

    private static int any(Random random) {
        return 1 + random.nextInt(ROWS);
    }
}
