package shopstream.transformations.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.lake.CatalogServer;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeStores;
import shopstream.lake.ObjectStore;
import shopstream.lake.S3Server;

/** The lake's writing to servers that go away and come back. */
@Tag("thorough")
class LakeElsewhereIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private EventLog log;
    private Completeness completeness;
    private LoggedChanges changes;
    private S3Server s3;
    private final long seed = new Random().nextLong();

    @BeforeEach
    void start() {
        s3 = new S3Server(directory.resolve("s3"));
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new EventLog(address(), LoggedChanges.SOURCE, LoggedChanges.CONTRACTS);
        completeness = new Completeness(address());
        changes = new LoggedChanges(log, seed);
    }

    @AfterEach
    void stop() {
        completeness.close();
        log.close();
        broker.close();
        s3.close();
    }

    private LogAddress address() {
        return new LogAddress(broker.bootstrapServers(), Map.of(), LoggedChanges.PREFIX, (short) 1);
    }

    private LakeWriter writer(LakeAddress lake) {
        return new LakeWriter(
                directory.resolve("job"),
                lake,
                address(),
                LoggedChanges.SOURCE,
                LoggedChanges.CONTRACTS,
                Duration.ofMillis(500),
                completeness,
                Clock.systemUTC());
    }

    private LakeAddress lake(ObjectStore store) {
        return LakeAddress.of(directory.resolve("lake"), new LakeStores(Optional.of(store), Optional.empty()));
    }

    @Test
    void whileTheStorageIsAwayItIsSaidAndWhenItIsBackNothingIsLostOrDoubled() {
        LakeAddress lake = lake(s3.store("shop"));
        changes.make(300);
        try (LakeWriter writer = writer(lake)) {
            awaitAll(lake);
            s3.stop();
            changes.make(300);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.state().job().message())
                            .contains("The lake's storage cannot be reached", "writing goes on when it answers"));
            s3.start();
            awaitAll(lake);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(writer.state().job().message()).isEmpty());
        }
        assertHistories(lake);
    }

    @Test
    void aBucketThatIsMissingAndACatalogThatIsAwayAreSaidWithWhatToDo() {
        changes.make(100);
        try (LakeWriter writer = writer(lake(s3.inBucket("nobody", "shop")))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.state().job().message())
                            .contains("there is no such bucket", "Create the bucket that `lake: warehouse:`"));
        }
        Path served = directory.resolve("served");
        assertThat(served.toFile().mkdirs()).isTrue();
        try (CatalogServer server = new CatalogServer(served, Optional.of(s3.store("served")))) {
            LakeAddress lake = LakeAddress.of(
                    directory.resolve("unused"),
                    new LakeStores(Optional.of(s3.store("served")), Optional.of(server.catalog())));
            server.stop();
            try (LakeWriter writer = writer(lake)) {
                assertThat(writer.state().job().message()).contains("The lake's catalog", "that its server runs");
            }
            server.start();
            try (LakeWriter writer = writer(lake)) {
                awaitAll(lake);
                assertThat(writer.state().job().message()).isEmpty();
            }
            assertHistories(lake);
        }
    }

    private void awaitAll(LakeAddress lake) {
        await().atMost(PATIENCE)
                .until(() -> rows(lake, "orders").size() + rows(lake, "ratings").size() >= changes.made());
    }

    private List<String> rows(LakeAddress lake, String dataset) {
        Catalog catalog = lake.open();
        return catalog.tableExists(Lake.history(dataset))
                ? WrittenRows.of(catalog.loadTable(Lake.history(dataset)))
                : List.of();
    }

    private void assertHistories(LakeAddress lake) {
        for (String dataset : List.of("orders", "ratings")) {
            assertThat(rows(lake, dataset))
                    .as("%s, seed %d", dataset, seed)
                    .containsExactlyElementsOf(changes.history(dataset));
        }
    }
}
