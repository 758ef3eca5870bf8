package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.CaptureProcess.ORDERS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** A replica is captured as any server is, spared while it lags, and never taken for the primary that it is behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReplicaSuite {
    private static final int ROWS = 500;
    private static final SnapshotBudget BUDGET = new SnapshotBudget(100_000, Duration.ofSeconds(3), 50);

    Server primary;
    Server replica;
    private int logs;
    private int reached;
    private EmbeddedBroker broker;
    private LogAddress log;

    @BeforeAll
    void startServers(@TempDir Path directory) throws Exception {
        primary = start(directory.resolve("primary"));
        replica = startReplica(directory.resolve("replica"));
        primary.execute("", "CREATE DATABASE shop");
        primary.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "CREATE TABLE reached (step INT PRIMARY KEY)",
                "INSERT INTO orders SELECT seq, 'New' FROM " + primary.numbers(1, ROWS));
        awaitReplica();
    }

    @AfterAll
    void stopServers() {
        replica.close();
        primary.close();
    }

    @BeforeEach
    void startBroker(@TempDir Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "replica" + ++logs, (short) 1);
    }

    @AfterEach
    void mendAndStopBroker() throws Exception {
        delay(0);
        awaitReplica();
        broker.close();
    }

    abstract Server start(Path directory) throws Exception;

    /** A server that follows {@link #primary}. */
    abstract Server startReplica(Path directory) throws Exception;

    /** A user who may see how far the replica is behind. */
    abstract String monitor();

    abstract String stopped();

    abstract String started();

    abstract String delayed(int seconds);

    /** What makes the server forget that it was a replica. */
    abstract String forgotten();

    /** A part of what the server says of a change whose row it has not. */
    abstract String reasonForStandstill();

    @Test
    void whatThePrimaryCommitsIsReadFromTheReplica() throws Exception {
        try (Following following = follow().untilStreaming()) {
            primary.execute(
                    "shop",
                    "INSERT INTO orders VALUES (1001, 'Sold')",
                    "UPDATE orders SET status = 'Paid' WHERE id = 1",
                    "DELETE FROM orders WHERE id = 2");
            awaitReplica();
            following.untilCaughtUp();

            assertThat(following.table("orders"))
                    .containsKey("{\"id\":1001}")
                    .doesNotContainKey("{\"id\":2}")
                    .containsEntry("{\"id\":1}", "{\"id\":1,\"status\":\"Paid\"}");
            assertThat(following.behindPrimary()).isEmpty();
        }
    }

    @Test
    void aReplicaThatLagsIsNotReadFromAndItsAgeIsNotHidden() throws Exception {
        delay(60);
        primary.execute("shop", "INSERT INTO orders VALUES (2001, 'Sold')");
        await().atMost(Duration.ofSeconds(90)).until(() -> secondsBehind() > 4);
        try (Following following = follow()) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> following.state() instanceof CaptureState.Snapshot reading
                            && reading.pausedBecause()
                                    .filter(
                                            reason -> reason.matches(
                                                    "the replica is \\d+ s behind its primary, more than the 3 s of most-lag in shop.yaml"))
                                    .isPresent());
            assertThat(following.eventLog().counts().get("orders").read()).isZero();

            delay(0);
            following.untilStreaming().untilCaughtUp();
            assertThat(following.table("orders")).containsKey("{\"id\":2001}");

            delay(60);
            primary.execute("shop", "INSERT INTO orders VALUES (2002, 'Sold')");
            Instant sold = Instant.now();
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> following.behindPrimary().matches("The replica is \\d+ s behind its primary\\."));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(following.mark().orElseThrow().sourceTime())
                    .as("up to when the figures are called complete, without the sale at %s", sold)
                    .isBefore(sold.plusSeconds(2));
        }
    }

    @Test
    void aReplicaThatStandsStillIsSaidAndClaimsNothing() throws Exception {
        try (Following following = follow().untilStreaming()) {
            following.untilCaughtUp();
            // The replica has lost a row that the primary changes.
            replica.execute("shop", "SET sql_log_bin = 0", "DELETE FROM orders WHERE id = 7");
            primary.execute("shop", "UPDATE orders SET status = 'Paid' WHERE id = 7");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> following.behindPrimary().contains("takes nothing from its primary"));
            assertThat(following.behindPrimary())
                    .contains("127.0.0.1:" + replica.port(), reasonForStandstill(), forgotten());
            Instant claimed = following.mark().orElseThrow().sourceTime();
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(following.mark().orElseThrow().sourceTime()).isBefore(claimed.plusSeconds(1));

            replica.execute("shop", "SET sql_log_bin = 0", "INSERT INTO orders VALUES (7, 'New')");
            replica.execute("", started());
            following.untilCaughtUp();
            assertThat(following.behindPrimary()).isEmpty();
            assertThat(following.table("orders")).containsEntry("{\"id\":7}", "{\"id\":7,\"status\":\"Paid\"}");
        }
    }

    private Following follow() {
        return Following.of(replica.source("shop", monitor()).with(BUDGET), log, ORDERS);
    }

    private void delay(int seconds) throws Exception {
        replica.execute("", stopped(), delayed(seconds), started());
    }

    private void awaitReplica() throws Exception {
        String step = Integer.toString(++reached);
        primary.execute("shop", "INSERT INTO reached VALUES (" + step + ")");
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> replica.column("shop", "SELECT step FROM reached").contains(step));
    }

    private int secondsBehind() throws Exception {
        try (var connection = replica.administrator("")) {
            return Replication.primaries(connection).orElseThrow().stream()
                    .map(each -> each.get("seconds_behind_source"))
                    .mapToInt(seconds -> seconds == null ? 0 : Integer.parseInt(seconds))
                    .max()
                    .orElse(0);
        }
    }
}
