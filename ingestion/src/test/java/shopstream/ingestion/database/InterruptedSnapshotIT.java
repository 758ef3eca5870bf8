package shopstream.ingestion.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** A snapshot that was broken off goes on where it was, and what vanished meanwhile is gone from the log too. */
@ParameterizedClass
@Releases(
        value = {MariaDb.OLDEST, Postgres.RELEASE},
        further = MySql.RELEASE)
class InterruptedSnapshotIT {
    private static final Contract ORDERS = CaptureProcess.ORDERS;
    private static final int ROWS = 60_000;
    private static final int ENOUGH = 16_000;
    /** What reading begins with, anew or again; where it goes on is kept after it, and then once a second. */
    private static final int FIRST_CHUNK = 500;

    private final String version;
    private Server server;
    private Path logs;

    InterruptedSnapshotIT(String version) {
        this.version = version;
    }

    @BeforeEach
    void startServer(@TempDir Path directory) throws Exception {
        server = Server.start(version, directory.resolve("server"));
        logs = directory.resolve("log");
        server.execute("", "CREATE DATABASE shop");
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "INSERT INTO orders SELECT seq, 'New' FROM " + server.numbers(1, ROWS));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void aStoppedFirstSnapshotGoesOnWhereItWas() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(logs)) {
            LogAddress log = CaptureProcess.address(broker);
            CountDownLatch enough = new CountDownLatch(1);
            try (Following following = Following.of(
                    server.source("shop", "capture").with(CaptureProcess.SLOWLY),
                    log,
                    (dataset, rows) -> {
                        if (rows >= ENOUGH) {
                            enough.countDown();
                        }
                    },
                    ORDERS)) {
                assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(following.state()).isInstanceOf(CaptureState.Snapshot.class);
            }
            theNextOneIsWhole(log);
        }
    }

    @Test
    void aKilledFirstSnapshotGoesOnWhereItWas() throws Exception {
        try (CaptureProcess process = CaptureProcess.start(server, logs)) {
            process.until("read", ENOUGH);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(logs)) {
            theNextOneIsWhole(CaptureProcess.address(broker));
        }
    }

    @Test
    void aLaterSnapshotThatIsKilledGoesOnToo() throws Exception {
        exchangeAndKill("read", ENOUGH);
    }

    @Test
    void aLaterSnapshotThatIsKilledBeforeItBeganIsTakenAllTheSame() throws Exception {
        exchangeAndKill("snapshot", 0);
    }

    private void exchangeAndKill(String killAt, int least) throws Exception {
        try (CaptureProcess process = CaptureProcess.start(server, logs)) {
            process.until("streaming", ROWS);
            server.execute(
                    "shop",
                    "CREATE TABLE fresh (id INT PRIMARY KEY, status VARCHAR(20))",
                    "INSERT INTO fresh SELECT seq, 'Anew' FROM " + server.numbers(1000, ROWS),
                    "ALTER TABLE orders RENAME TO old",
                    "ALTER TABLE fresh RENAME TO orders");
            process.until(killAt, least);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(logs)) {
            server.execute("shop", "DELETE FROM orders WHERE id % 3 = 0");
            try (Following following = Following.of(
                    server.source("shop", "capture"), CaptureProcess.address(broker), CaptureProcess.ORDERS)) {
                following.untilCaughtUp(Duration.ofSeconds(60));
                isEqual(following);
            }
        }
    }

    private void theNextOneIsWhole(LogAddress log) throws Exception {
        int kept = rowsRead(log);
        // What was read in the last moment need not be in the log yet.
        assertThat(kept).as("rows of the broken snapshot").isBetween(ENOUGH / 2, ROWS - 1);
        server.execute(
                "shop",
                "DELETE FROM orders WHERE id % 3 = 0",
                "UPDATE orders SET status = 'Changed' WHERE id % 1000 = 1",
                "UPDATE orders SET id = -id WHERE id % 1000 = 2");
        Instant again = Instant.now();
        AtomicLong first = new AtomicLong();
        try (Following following = Following.of(
                server.source("shop", "capture"), log, (dataset, rows) -> first.compareAndSet(0, rows), ORDERS)) {
            following.untilCaughtUp(Duration.ofSeconds(60));

            isEqual(following);
            assertThat(first.get()).as("rows read when it went on").isGreaterThan(FIRST_CHUNK);
            assertThat(rowsRead(log)).as("no row was appended twice").isLessThanOrEqualTo(ROWS);
            assertThat(epochs(log)).containsExactly("000001");
            assertThat(MarksLedger.claims(log)).isNotEmpty().allMatch(claimed -> claimed.isAfter(again));
        }
    }

    /** Rows of the snapshot that the log holds, each of another key. */
    private static int rowsRead(LogAddress log) {
        Set<String> keys = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record :
                new LogTopics(log).records(log.names().dataset("shop", "orders"))) {
            if (LogTopics.header(record, "op").equals("r") && record.headers().lastHeader("kind") == null) {
                assertThat(keys.add(new String(record.key(), UTF_8)))
                        .as("appended once: %s", new String(record.key(), UTF_8))
                        .isTrue();
            }
        }
        return keys.size();
    }

    private void isEqual(Following following) throws Exception {
        List<String> source =
                server.column("shop", "SELECT CONCAT('{\"id\":', id, ',\"status\":\"', status, '\"}') FROM orders");
        assertThat(new TreeSet<>(following.table("orders").values())).isEqualTo(new TreeSet<>(source));
        assertThat(following.eventLog().counts().get("orders").rows()).isEqualTo(source.size());
    }

    private static Set<String> epochs(LogAddress log) {
        Set<String> epochs = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record :
                new LogTopics(log).records(log.names().dataset("shop", "orders"))) {
            epochs.add(LogTopics.header(record, "position").substring(0, 6));
        }
        return epochs;
    }
}
