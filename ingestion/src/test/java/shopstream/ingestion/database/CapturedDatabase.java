package shopstream.ingestion.database;

import static shopstream.ingestion.database.ShopContracts.NOT_NEGATIVE;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Decimal;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** A database of some kind that a test changes, and the log that it is captured into. */
abstract class CapturedDatabase {
    static final Contract ORDERS = contract(
            "orders",
            key("id", new Whole(32)),
            column("placed", new Moment(6)),
            column("price", new Decimal(10, 2), NOT_NEGATIVE),
            column("status", new Text(12)));
    static final AtomicInteger NUMBER = new AtomicInteger();
    EmbeddedBroker broker;
    Server server;
    String database;
    LogAddress log;

    @BeforeAll
    void startServers(@TempDir Path directory) throws Exception {
        server = start(directory.resolve("server"));
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    void stopServers() throws Exception {
        server.close();
        broker.close();
    }

    @BeforeEach
    void freshDatabase() throws Exception {
        database = "shop" + NUMBER.incrementAndGet();
        log = new LogAddress(broker.bootstrapServers(), Map.of(), database, (short) 1);
        server.execute("", "CREATE DATABASE " + database);
        server.execute(database, table("orders"));
    }

    /** The server, started for all tests of a class. */
    abstract Server start(Path directory) throws Exception;

    Server server() {
        return server;
    }

    String database() {
        return database;
    }

    LogAddress log() {
        return log;
    }

    String table(String name) {
        return "CREATE TABLE " + name + " (id INT PRIMARY KEY, placed " + server.zoneless()
                + ", price DECIMAL(10,2), status VARCHAR(20), secret TEXT)";
    }

    Following follow() {
        return Following.of(server.source(database, "capture"), log, ORDERS);
    }
}
