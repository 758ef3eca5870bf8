package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** Capture and log killed while the shop goes on: nothing is lost or doubled, and nothing runs backwards. */
@ParameterizedClass
@Releases(
        value = {MariaDb.NEWEST, Postgres.RELEASE},
        further = MySql.RELEASE)
class KilledCaptureIT {
    private static final int KILLS = 3;

    private final String version;
    private volatile boolean busy = true;
    private volatile Exception failure;
    private long changes;
    /** However slow the machine: the shop is never further ahead than that. */
    private volatile long enough;

    KilledCaptureIT(String version) {
        this.version = version;
    }

    @Test
    void everyChangeIsInTheLogOnceAndInOrder(@TempDir Path directory) throws Exception {
        long seed = System.nanoTime() % 1_000_000;
        try (Server server = Server.start(version, directory.resolve("server"))) {
            server.execute("", "CREATE DATABASE shop");
            server.execute("shop", "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))");
            Thread shop = new Thread(() -> trade(server, new Random(seed)), "shop");
            Random moment = new Random(seed + 1);
            Path logs = directory.resolve("log");
            for (int kill = 0; kill < KILLS; kill++) {
                enough = (kill + 1) * 15_000 + 20_000;
                try (CaptureProcess process = CaptureProcess.start(server, logs)) {
                    process.until("streaming", 0);
                    if (kill == 0) {
                        shop.start();
                    }
                    process.until("streaming", (kill + 1) * 15_000 + moment.nextInt(5_000));
                }
            }
            busy = false;
            shop.join();
            assertThat(failure).isNull();
            try (EmbeddedBroker broker = EmbeddedBroker.start(logs)) {
                LogAddress log = CaptureProcess.address(broker);
                try (Following following = Following.of(server.source("shop", "capture"), log, CaptureProcess.ORDERS)) {
                    following.untilCaughtUp(Duration.ofSeconds(60));

                    assertThat(new TreeSet<>(following.table("orders").values()))
                            .as("seed %s", seed)
                            .isEqualTo(new TreeSet<>(server.column(
                                    "shop",
                                    "SELECT CONCAT('{\"id\":', id, ',\"status\":\"', status, '\"}') FROM orders")));
                    assertThat(following.eventLog().counts().get("orders").accepted())
                            .as("changes counted, seed %s", seed)
                            .isEqualTo(changes);
                    assertThat(recordsInOrder(log))
                            .as("changes written, seed %s", seed)
                            .isEqualTo(changes);
                }
            }
        } finally {
            busy = false;
        }
    }

    /** The number of changes in the log, once it is sure that positions grow in each partition. */
    private static long recordsInOrder(LogAddress log) {
        Map<Integer, String> last = new HashMap<>();
        long count = 0;
        for (ConsumerRecord<byte[], byte[]> record :
                new LogTopics(log).records(log.names().dataset("shop", "orders"))) {
            if (record.headers().lastHeader("kind") == null) {
                String position = LogTopics.header(record, "position");
                assertThat(position).isGreaterThan(last.getOrDefault(record.partition(), ""));
                last.put(record.partition(), position);
                count++;
            }
        }
        return count;
    }

    /** Small and large transactions of every kind of change, one after the other; counts the records they come as. */
    private void trade(Server server, Random random) {
        int next = 1;
        try (Connection connection = server.administrator("shop");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (busy) {
                if (changes > enough) {
                    Thread.sleep(5);
                    continue;
                }
                int size = random.nextInt(50) == 0 ? 3_000 : 1 + random.nextInt(20);
                statement.execute("INSERT INTO orders SELECT seq, 'New' FROM " + server.numbers(next, next + size - 1));
                changes += size;
                // A value that no row has yet: an update that changes nothing is not in the log.
                int from = 1 + random.nextInt(next);
                changes += statement.executeUpdate("UPDATE orders SET status = '" + changes + "' WHERE id BETWEEN "
                        + from + " AND " + (from + random.nextInt(size)));
                changes += statement.executeUpdate("DELETE FROM orders WHERE id = " + (1 + random.nextInt(next)));
                // A changed key comes as a deletion and a creation.
                changes += 2L
                        * statement.executeUpdate(
                                "UPDATE orders SET id = -id WHERE id = " + (1 + random.nextInt(next)));
                connection.commit();
                next += size;
                Thread.sleep(random.nextInt(5));
            }
        } catch (Exception failed) {
            failure = failed;
        }
    }
}
