package shopstream.eventlog;

import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;

/** A real broker for the tests of a class, on which each test has a log of its own. */
abstract class LogOnABroker {
    static final AtomicInteger INSTALLATIONS = new AtomicInteger();
    static final List<Contract> CONTRACTS = List.of(contract("items"), contract("others"));

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;
    LogAddress address;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void ownPrefix() {
        address = new LogAddress(
                broker.bootstrapServers(), Map.of(), "test" + INSTALLATIONS.incrementAndGet(), (short) 1);
    }

    EventLog open() {
        return new EventLog(address, SOURCE, CONTRACTS);
    }
}
