package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.Map;
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
abstract class LogGapSuite {
    private static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(12)));

    @TempDir
    Path directory;

    Server server;
    LogAddress log;
    private EmbeddedBroker broker;

    @BeforeEach
    void startServers() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "gap", (short) 1);
        server = start(directory.resolve("server"));
        server.execute("", "CREATE DATABASE shop");
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "CREATE TABLE other (id INT PRIMARY KEY, words TEXT)",
                "INSERT INTO orders VALUES (1, 'a')");
    }

    @AfterEach
    void stopServers() {
        broker.close();
        server.close();
    }

    abstract Server start(Path directory) throws Exception;

    @Test
    void aPlaceThatIsStillThereIsGoneOnFrom() throws Exception {
        Following following = readAndStopped();
        server.execute("shop", "INSERT INTO other VALUES (1, 'x')", "DELETE FROM orders WHERE id = 1");
        for (int i = 0; i < 2; i++) {
            following.open();
            following.untilStreaming().untilCaughtUp();
            assertThat(following.reread()).isEmpty();
            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}", "{\"id\":3}");
            following.close();
        }
    }

    final void assertReadAnew(Following following, String reason) {
        following.open();
        following.untilStreaming().untilCaughtUp();
        assertThat(following.reread()).contains(reason);
        assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}", "{\"id\":3}");
        following.close();
    }

    /** Three rows: one from the snapshot, two from the log. */
    final Following readAndStopped() throws Exception {
        Following following =
                Following.of(server.source("shop", "capture"), log, ORDERS).untilStreaming();
        server.execute("shop", "INSERT INTO orders VALUES (2, 'b')", "INSERT INTO orders VALUES (3, 'c')");
        following.untilCaughtUp();
        following.close();
        return following;
    }
}
