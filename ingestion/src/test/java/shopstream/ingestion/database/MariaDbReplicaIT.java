package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.CaptureProcess.ORDERS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbReplicaIT extends ReplicaSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(MariaDb.NEWEST, directory);
    }

    @Override
    Server startReplica(Path directory) throws Exception {
        return replica(directory, "--server-id=2", "--log-slave-updates=ON");
    }

    private MariaDb replica(Path directory, String... settings) throws Exception {
        MariaDb replica = MariaDb.start(MariaDb.NEWEST, directory, settings);
        replica.execute(
                "",
                "SET GLOBAL read_only = ON",
                "SET sql_log_bin = 0",
                "CREATE USER monitor@'%' IDENTIFIED BY 'monitor'",
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT, SLAVE MONITOR ON *.* TO monitor@'%'",
                "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + primary.port()
                        + ", MASTER_USER = 'admin', MASTER_PASSWORD = 'admin', MASTER_SSL = 0, MASTER_USE_GTID = slave_pos",
                "START SLAVE");
        return replica;
    }

    @Override
    String monitor() {
        return "monitor";
    }

    @Override
    String stopped() {
        return "STOP SLAVE";
    }

    @Override
    String started() {
        return "START SLAVE";
    }

    @Override
    String delayed(int seconds) {
        return "CHANGE MASTER TO MASTER_DELAY = " + seconds;
    }

    @Override
    String forgotten() {
        return "RESET SLAVE ALL";
    }

    @Override
    String reasonForStandstill() {
        return "Could not execute Update_rows";
    }

    @Test
    void aReplicaThatKeepsChangesToItselfIsRefused(@TempDir Path directory) throws Exception {
        try (MariaDb silent = replica(directory.resolve("silent"), "--server-id=3", "--log-slave-updates=OFF")) {
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

    private static List<Finding> findings(Server server, String user) {
        return SourceInspection.of(server.source("shop", user), List.of(ORDERS)).findings();
    }
}
