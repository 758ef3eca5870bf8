package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** A snapshot that was broken off in its midst is taken anew, and what vanished meanwhile is gone from the log too. */
class InterruptedSnapshotIT {
    private static final Contract ORDERS = CaptureProcess.ORDERS;
    private static final int ROWS = 150_000;
    private static final int ENOUGH = 40_000;

    private MariaDb server;
    private Path logs;

    @BeforeEach
    void startServer(@TempDir Path directory) throws Exception {
        server = MariaDb.start(MariaDb.NEWEST, directory.resolve("mariadb"));
        logs = directory.resolve("log");
        server.execute("", "CREATE DATABASE shop", "CREATE TABLE shop.orders (id INT PRIMARY KEY, status VARCHAR(20))");
        server.execute("shop", "INSERT INTO orders SELECT seq, 'New' FROM seq_1_to_" + ROWS);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aStoppedFirstSnapshotIsTakenAnew() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(logs)) {
            LogAddress log = CaptureProcess.address(broker);
            CountDownLatch enough = new CountDownLatch(1);
            try (Following following = Following.of(
                    server.source("shop", "capture"),
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
    void aKilledFirstSnapshotIsTakenAnew() throws Exception {
        try (CaptureProcess process = CaptureProcess.start(server, logs)) {
            process.until("read", ENOUGH);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(logs)) {
            theNextOneIsWhole(CaptureProcess.address(broker));
        }
    }

    @Test
    void aLaterSnapshotThatIsKilledIsTakenAnewToo() throws Exception {
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
                    "CREATE TABLE fresh LIKE orders",
                    "INSERT INTO fresh SELECT seq, 'Anew' FROM seq_1000_to_" + ROWS,
                    "RENAME TABLE orders TO old, fresh TO orders");
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
        List<ConsumerRecord<byte[], byte[]>> broken =
                new LogTopics(log).records(log.names().dataset("shop", "orders"));
        assertThat(broken).as("rows of the broken snapshot").hasSizeBetween(1_000, ROWS - 1);
        server.execute(
                "shop",
                "DELETE FROM orders WHERE id % 3 = 0",
                "UPDATE orders SET status = 'Changed' WHERE id % 1000 = 1");
        Instant again = Instant.now();
        try (Following following = Following.of(server.source("shop", "capture"), log, ORDERS)) {
            following.untilCaughtUp(Duration.ofSeconds(60));

            isEqual(following);
            assertThat(epochs(log)).containsExactly("000001", "000002");
            assertThat(MarksLedger.claims(log)).isNotEmpty().allMatch(claimed -> claimed.isAfter(again));
        }
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
