package shopstream.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SampleDatabaseIT {

    @TempDir
    private Path directory;

    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() throws IOException {
        List<ProcessHandle> left = ServerProcesses.of(directory);
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).isEmpty();
    }

    @Test
    void logsRowsWithFullImagesInUtc() throws SQLException {
        try (SampleDatabase database = start()) {
            Rows owner = Rows.ofOwner(database);
            assertThat(owner.text("SELECT CONCAT_WS(' ', @@log_bin, @@binlog_format, @@binlog_row_image, @@time_zone,"
                            + " @@bind_address, @@sync_binlog, @@innodb_flush_log_at_trx_commit)"))
                    .isEqualTo("ON ROW FULL +00:00 127.0.0.1 1 1");
            assertThat(Rows.ofCapture(database).texts("SHOW MASTER STATUS")).hasSize(1);
        }
    }

    @Test
    void keepsDataPortAndPasswordsAtARestart() throws SQLException {
        String url;
        DatabaseUser owner;
        DatabaseUser capture;
        try (SampleDatabase database = start()) {
            url = database.jdbcUrl();
            owner = database.owner();
            capture = database.capture();
            Rows.ofOwner(database).change("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (SampleDatabase database = start()) {
            assertThat(database.jdbcUrl()).isEqualTo(url).matches("jdbc:mariadb://localhost:[0-9]+/shop");
            assertThat(database.owner()).isEqualTo(owner);
            assertThat(database.capture()).isEqualTo(capture);
            assertThat(Rows.ofOwner(database).number("SELECT answer FROM kept")).isEqualTo(42);
        }
    }

    @Test
    void takesAnotherPortIfItsOwnIsTaken() throws IOException, SQLException {
        start().close();
        int port = Integer.parseInt(Files.readString(directory.resolve("port")).strip());
        try (ServerSocket somebodyElse = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                SampleDatabase database = start()) {
            assertThat(database.jdbcUrl()).doesNotContain(":" + somebodyElse.getLocalPort() + "/");
            assertThat(steps).anyMatch(step -> step.contains("Port " + port + " is taken"));
            assertThat(Rows.ofOwner(database).number("SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void recoversWhatWasCommittedWhenItsServerWasKilled() throws IOException, SQLException {
        try (SampleDatabase killed = start()) {
            Rows.ofOwner(killed).change("CREATE TABLE kept AS SELECT 42 AS answer");
            ServerProcesses.of(directory).forEach(ProcessHandle::destroyForcibly);
            await().until(() -> ServerProcesses.of(directory).isEmpty());
        }
        try (SampleDatabase database = start()) {
            assertThat(Rows.ofOwner(database).number("SELECT answer FROM kept")).isEqualTo(42);
        }
    }

    @Test
    void adoptsAServerThatOutlivedItsProcess() throws IOException, InterruptedException, SQLException {
        Process child = LoneDatabase.startIn(directory);
        await().atMost(Duration.ofSeconds(90)).until(() -> LoneDatabase.isReady(directory));
        child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        List<ProcessHandle> orphan = ServerProcesses.of(directory);
        assertThat(orphan).hasSize(1);

        try (SampleDatabase database = start()) {
            assertThat(ServerProcesses.of(directory)).isEqualTo(orphan);
            assertThat(Rows.ofOwner(database).number("SELECT 1")).isEqualTo(1);
            assertThat(steps).anyMatch(step -> step.contains("still running"));
        }
    }

    @Test
    void stopsAndReplacesALeftOverThatDoesNotKnowItsPasswords() throws IOException, InterruptedException, SQLException {
        Process child = LoneDatabase.startIn(directory);
        await().atMost(Duration.ofSeconds(90)).until(() -> LoneDatabase.isReady(directory));
        child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        Files.delete(directory.resolve("passwords"));

        try (SampleDatabase database = start()) {
            assertThat(ServerProcesses.of(directory)).hasSize(1);
            assertThat(Rows.ofOwner(database).number("SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (SampleDatabase database = start()) {
            assertThat(database.owner().password()).hasSizeGreaterThan(10);
            assertThatThrownBy(this::start)
                    .isInstanceOf(SampleShopException.class)
                    .hasMessageContaining("in use by another Shopstream");
        }
    }

    @Test
    void captureMayReadAndFollowAndNothingElse() throws SQLException {
        try (SampleDatabase database = start()) {
            Rows.ofOwner(database).change("CREATE TABLE kept AS SELECT 42 AS answer");
            Rows capture = Rows.ofCapture(database);
            assertThat(capture.number("SELECT answer FROM kept")).isEqualTo(42);
            assertThatThrownBy(() -> capture.change("DELETE FROM kept")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> capture.change("CREATE TABLE more (a int)"))
                    .isInstanceOf(SQLException.class);
            assertThat(capture.texts("SHOW GRANTS").stream().map(SampleDatabaseIT::rights))
                    .containsExactlyInAnyOrder(
                            "GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.*", "GRANT SELECT ON `shop`.*");
        }
    }

    @Test
    void nobodyEntersWithoutAPassword() throws SQLException {
        try (SampleDatabase database = start()) {
            for (String name : List.of(
                    "root", "", database.owner().name(), database.capture().name())) {
                assertThatThrownBy(() -> new Rows(database.jdbcUrl(), new DatabaseUser(name, "")).number("SELECT 1"))
                        .as(name)
                        .isInstanceOf(SQLException.class);
            }
            assertThat(Rows.ofOwner(database).texts("SHOW DATABASES"))
                    .contains("shop")
                    .doesNotContain("mysql");
        }
    }

    @Test
    void passwordsAreForTheOwnersEyesOnly() throws IOException {
        try (SampleDatabase database = start()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("passwords"))))
                    .isEqualTo("rw-------");
            assertThat(directory.resolve("init.sql")).doesNotExist();
            assertThat(Files.readString(directory.resolve("my.cnf")))
                    .doesNotContain(database.owner().password());
        }
    }

    private SampleDatabase start() {
        return SampleDatabase.start(directory, steps::add);
    }

    private static String rights(String grant) {
        return grant.substring(0, grant.indexOf(" TO "));
    }
}
