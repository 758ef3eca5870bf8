package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** A server whose log is not, or no longer, the one that was read: all rows are read anew, and it is said why. */
class LogGapIT {
    private static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(12)));

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private LogAddress log;
    private Server server;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "gap", (short) 1);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        server.close();
    }

    @Test
    void aBinaryLogThatLostItsEndInAPowerCutIsNoticed() throws Exception {
        server = mariaDb();
        Following following = readAndStopped();
        server.kill();
        List<Path> logs = binaryLogs();
        Path last = logs.get(logs.size() - 1);
        try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 200);
        }
        server.start();
        server.execute("shop", "SET sql_log_bin = 0", "DELETE FROM orders WHERE id = 1");

        assertReadAnew(following, "the file now ends at");
    }

    @Test
    void aBinaryLogThatWasBegunAnewIsNoticedAlsoWhenItHasGrownPastThePlace() throws Exception {
        server = mariaDb();
        Following following = readAndStopped();
        server.execute("shop", "RESET MASTER", "DELETE FROM orders WHERE id = 1");
        for (int i = 0; i < 40; i++) {
            server.execute("shop", "INSERT INTO other VALUES (" + i + ", repeat('x', " + (200 + i) + "))");
        }

        assertReadAnew(following, "log");
    }

    @Test
    void aRemovedPartOfTheBinaryLogIsNoticed() throws Exception {
        server = mariaDb();
        Following following = readAndStopped();
        server.execute("shop", "DELETE FROM orders WHERE id = 1", "FLUSH BINARY LOGS", "FLUSH BINARY LOGS");
        List<String> logs = server.column("", "SHOW BINARY LOGS");
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            server.execute("", "PURGE BINARY LOGS TO '" + logs.get(logs.size() - 1) + "'");
            return server.column("", "SHOW BINARY LOGS").size() == 1;
        });

        assertReadAnew(following, "no longer has this file");
    }

    @Test
    void aSlotThatSomebodyMadeAnewIsNoticed() throws Exception {
        server = postgres();
        Following following = readAndStopped();
        server.execute(
                "shop",
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                "DELETE FROM orders WHERE id = 1",
                "SELECT pg_create_logical_replication_slot('shop_shop', 'pgoutput')");

        assertReadAnew(following, "made it anew or moved it");
    }

    @Test
    void anOlderCopyOfTheServerIsNoticed() throws Exception {
        server = postgres();
        Following following = readAndStopped();
        server.close();
        Path data = directory.resolve("server/data");
        Path copy = directory.resolve("copy");
        copy(data, copy);
        server.start();
        following.open();
        following.untilStreaming();
        server.execute("shop", "INSERT INTO orders VALUES (4, 'd')");
        long end = Long.parseLong(server.column("shop", "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint")
                .get(0));
        // The place is kept every few seconds.
        await().atMost(Duration.ofSeconds(90))
                .until(() -> KeptPlace.read(server.source("shop", "capture"), log)
                        .filter(place -> ((Number) place.get("lsn")).longValue() >= end)
                        .isPresent());
        following.close();
        server.close();
        delete(data);
        Files.move(copy, data);
        server.start();

        server.execute("shop", "DELETE FROM orders WHERE id = 1");
        assertReadAnew(following, "lost the end of its log, or an older copy");
    }

    @Test
    void aPlaceThatIsStillThereIsGoneOnFrom() throws Exception {
        for (Server each : List.of(mariaDb(), postgres())) {
            server = each;
            log = new LogAddress(broker.bootstrapServers(), Map.of(), "kept" + each.port(), (short) 1);
            Following following = readAndStopped();
            server.execute("shop", "INSERT INTO other VALUES (1, 'x')", "DELETE FROM orders WHERE id = 1");
            for (int i = 0; i < 2; i++) {
                following.open();
                following.untilStreaming().untilCaughtUp();
                assertThat(following.reread()).isEmpty();
                assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}", "{\"id\":3}");
                following.close();
            }
            if (each instanceof MariaDb) {
                each.close();
            }
        }
    }

    private void assertReadAnew(Following following, String reason) {
        following.open();
        following.untilStreaming().untilCaughtUp();
        assertThat(following.reread()).contains(reason);
        assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}", "{\"id\":3}");
        following.close();
    }

    /** Three rows: one from the snapshot, two from the log. */
    private Following readAndStopped() throws Exception {
        Following following =
                Following.of(server.source("shop", "capture"), log, ORDERS).untilStreaming();
        server.execute("shop", "INSERT INTO orders VALUES (2, 'b')", "INSERT INTO orders VALUES (3, 'c')");
        following.untilCaughtUp();
        following.close();
        return following;
    }

    private Server mariaDb() throws Exception {
        return withTables(MariaDb.start(MariaDb.NEWEST, directory.resolve("mariadb")));
    }

    private Server postgres() throws Exception {
        return withTables(Postgres.start(directory.resolve("server")));
    }

    private static Server withTables(Server server) throws Exception {
        server.execute("", "CREATE DATABASE shop");
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "CREATE TABLE other (id INT PRIMARY KEY, words TEXT)",
                "INSERT INTO orders VALUES (1, 'a')");
        return server;
    }

    private List<Path> binaryLogs() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("mariadb/data"))) {
            return files.filter(file -> file.getFileName().toString().matches("binlog\\.\\d+"))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
