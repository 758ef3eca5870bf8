package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.CaptureProcess.ORDERS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** A replica is captured as any server is, spared while it lags, and never taken for the primary that it is behind. */
class ReplicaIT {
    private static final int ROWS = 500;
    private static final SnapshotBudget BUDGET = new SnapshotBudget(100_000, Duration.ofSeconds(3), 50);

    private static MariaDb primary;
    private static MariaDb replica;
    private static int logs;

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private LogAddress log;

    @BeforeAll
    static void startServers(@TempDir Path directory) throws Exception {
        primary = MariaDb.start(MariaDb.NEWEST, directory.resolve("primary"));
        replica = replicaOf(primary, directory.resolve("replica"), "--log-slave-updates=ON");
        primary.execute("", "CREATE DATABASE shop");
        primary.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "INSERT INTO orders SELECT seq, 'New' FROM " + primary.numbers(1, ROWS));
        awaitReplica();
    }

    @AfterAll
    static void stopServers() {
        replica.close();
        primary.close();
    }

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "replica" + ++logs, (short) 1);
    }

    @AfterEach
    void mendAndStopBroker() throws Exception {
        replica.execute("", "STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY = 0", "START SLAVE");
        awaitReplica();
        broker.close();
    }

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
                    .contains("127.0.0.1:" + replica.port(), "Could not execute Update_rows", "RESET SLAVE ALL");
            Instant claimed = following.mark().orElseThrow().sourceTime();
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(following.mark().orElseThrow().sourceTime()).isBefore(claimed.plusSeconds(1));

            replica.execute("shop", "SET sql_log_bin = 0", "INSERT INTO orders VALUES (7, 'New')");
            replica.execute("", "START SLAVE");
            following.untilCaughtUp();
            assertThat(following.behindPrimary()).isEmpty();
            assertThat(following.table("orders")).containsEntry("{\"id\":7}", "{\"id\":7,\"status\":\"Paid\"}");
        }
    }

    @Test
    void aReplicaThatKeepsChangesToItselfIsRefused() throws Exception {
        try (MariaDb silent = replicaOf(primary, directory.resolve("silent"), "--log-slave-updates=OFF")) {
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> !silent.column("shop", "SELECT id FROM orders LIMIT 1")
                            .isEmpty());
            for (String user : List.of("monitor", "capture")) {
                assertThat(findings(silent, user)).as("seen by %s", user).anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                    assertThat(finding.message()).contains("log_slave_updates is OFF");
                    assertThat(finding.nextStep()).contains("`log_slave_updates = ON`");
                });
            }

            // Made a primary, it writes down what it is told itself.
            silent.execute("", "STOP SLAVE", "RESET SLAVE ALL");
            assertThat(findings(silent, "monitor")).isEmpty();
            assertThat(findings(silent, "capture")).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Finding.Severity.NOTE);
                assertThat(finding.message()).contains("is a replica, or was one");
            });
        }
    }

    @Test
    void aUserWhoMayNotAskForTheLagIsToldSo() {
        assertThat(findings(replica, "monitor")).isEmpty();
        assertThat(findings(replica, "capture")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.NOTE);
            assertThat(finding.nextStep()).contains("GRANT SLAVE MONITOR ON *.* TO 'capture'@'%';");
        });
    }

    private static List<Finding> findings(MariaDb server, String user) {
        return SourceInspection.of(server.source("shop", user), List.of(ORDERS)).findings();
    }

    private Following follow() {
        return Following.of(replica.source("shop", "monitor").with(BUDGET), log, ORDERS);
    }

    private static MariaDb replicaOf(MariaDb primary, Path directory, String updates) throws Exception {
        MariaDb replica =
                MariaDb.start(MariaDb.NEWEST, directory, "--server-id=" + (2 + logs), "--read-only=ON", updates);
        replica.execute(
                "",
                "SET sql_log_bin = 0",
                "CREATE USER monitor@'%' IDENTIFIED BY 'monitor'",
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT, SLAVE MONITOR ON *.* TO monitor@'%'",
                "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + primary.port()
                        + ", MASTER_USER = 'admin', MASTER_PASSWORD = 'admin', MASTER_SSL = 0, MASTER_USE_GTID = slave_pos",
                "START SLAVE");
        return replica;
    }

    private static void delay(int seconds) throws Exception {
        replica.execute("", "STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY = " + seconds, "START SLAVE");
    }

    private static void awaitReplica() throws Exception {
        String reached = primary.column("", "SELECT @@GLOBAL.gtid_binlog_pos").get(0);
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        replica.column("", "SELECT @@GLOBAL.gtid_slave_pos").contains(reached));
    }

    private static int secondsBehind() throws Exception {
        try (var connection = replica.administrator("")) {
            return Replication.primaries(connection).orElseThrow().stream()
                    .map(each -> each.get("seconds_behind_source"))
                    .mapToInt(seconds -> seconds == null ? 0 : Integer.parseInt(seconds))
                    .max()
                    .orElse(0);
        }
    }
}
