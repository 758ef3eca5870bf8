package shopstream.transformations.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeBackup;
import shopstream.lake.LakeRestoration;

class LakeWriterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private String folder = "lake";
    private EmbeddedBroker broker;
    private EventLog log;
    private Completeness completeness;
    private LoggedChanges changes;
    private final long seed = new Random().nextLong();

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new EventLog(address(), LoggedChanges.SOURCE, LoggedChanges.CONTRACTS);
        completeness = new Completeness(address());
        changes = new LoggedChanges(log, seed);
    }

    @AfterEach
    void stopBroker() {
        completeness.close();
        log.close();
        broker.close();
    }

    private LogAddress address() {
        return new LogAddress(broker.bootstrapServers(), Map.of(), LoggedChanges.PREFIX, (short) 1);
    }

    private LakeAddress lake() {
        return LakeAddress.in(directory.resolve(folder));
    }

    private LakeWriter writer(Duration every) {
        return new LakeWriter(
                directory.resolve("job"),
                lake(),
                address(),
                LoggedChanges.SOURCE,
                LoggedChanges.CONTRACTS,
                every,
                completeness,
                Clock.systemUTC());
    }

    @Test
    void everyVersionOfEveryRowIsKeptAndAskedForItIsCommittedAtOnce() {
        changes.make(2_000);
        try (LakeWriter writer = writer(Duration.ofHours(1))) {
            await().atMost(PATIENCE).until(() -> {
                writer.hurry().join();
                return rows("orders").size() + rows("ratings").size() == changes.made();
            });
            assertHistories();
            Instant all = Instant.now();
            log.mark(all, "streaming");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(writer.state().heldTo()).contains(all);
                assertThat(writer.state().rows()).containsOnlyKeys("orders", "ratings");
            });
            changes.make(1_000);
            log.mark(all.plusSeconds(1), "streaming");
            await().during(Duration.ofSeconds(3))
                    .until(() -> writer.state().heldTo().equals(Optional.of(all)));
            await().atMost(PATIENCE).until(() -> {
                writer.hurry().join();
                return rows("orders").size() + rows("ratings").size() == changes.made();
            });
        }
        assertHistories();
        try (Lake lake = Lake.open(lake())) {
            assertThat(lake.historyOf("orders").schema().columns())
                    .extracting(NestedField::name)
                    .doesNotContain("email");
            assertThat(lake.historyOf("orders")
                            .files(lake.historyOf("orders")
                                    .newest()
                                    .orElseThrow()
                                    .id()))
                    .extracting(file -> file.division())
                    .contains("ordered_month=2026-02")
                    .allMatch(division -> division.matches("ordered_month=(null|2026-0\\d)"));
        }
    }

    /** By which a quiet shop is told from a lake that is not written. */
    @Test
    void whereNothingIsToBeWrittenThatIsCommittedNowAndThen() {
        changes.make(20);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() == changes.made());
            Instant quiet = Instant.now().plusSeconds(1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.state().lastCommit())
                            .hasValueSatisfying(last -> assertThat(last).isAfter(quiet)));
            assertThat(rows("orders").size() + rows("ratings").size()).isEqualTo(changes.made());
        }
    }

    @Test
    void whoWaitsWhileTheSourceIsSilentGetsWhatTheLogHeldAndElseWhatTheSourceHad() throws Exception {
        changes.make(1_000);
        try (LakeWriter writer = writer(Duration.ofHours(1))) {
            assertThat(writer.awaitHeld(Instant.now(), PATIENCE)).isTrue();
            assertThat(rows("orders").size() + rows("ratings").size()).isEqualTo(changes.made());
            changes.make(500);
            Instant said = Instant.now();
            log.mark(said, "streaming");
            assertThat(writer.awaitHeld(said, PATIENCE)).isTrue();
            assertThat(writer.state().heldTo()).contains(said);
            assertThat(rows("orders").size() + rows("ratings").size()).isEqualTo(changes.made());
        }
    }

    /** What another lake held of the log before says nothing of this one, to whoever waits for it neither. */
    @Test
    void aLakeThatIsBegunAnewHoldsAllThatTheLogHolds() throws Exception {
        changes.make(300);
        Map<TopicPartition, Long> ends = completeness.ends(List.of(
                address().names().dataset(LoggedChanges.SOURCE, "orders"),
                address().names().dataset(LoggedChanges.SOURCE, "ratings")));
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> completeness.hasRead(address().names().lakeGroup(), ends)
                            && rows("orders").size() + rows("ratings").size() == changes.made());
        }
        folder = "another-lake";
        try (LakeWriter writer = writer(Duration.ofHours(1))) {
            assertThat(writer.awaitHeld(Instant.now(), PATIENCE)).isTrue();
            assertHistories();
        }
    }

    @Test
    void aLogThatEndsBeforeWhatTheLakeHoldsIsNotGoneOnWith() {
        changes.make(300);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() == changes.made());
        }
        stopBroker();
        broker = EmbeddedBroker.start(directory.resolve("another-log"));
        log = new EventLog(address(), LoggedChanges.SOURCE, LoggedChanges.CONTRACTS);
        completeness = new Completeness(address());
        new LoggedChanges(log, seed).make(20);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.state().job().message())
                            .contains("and the log ends at", "Move the folder lake of the data directory away"));
        }
        assertHistories();
    }

    @Test
    void aLogThatHasLostItsEndAndWasWrittenOnIsNotGoneOnWithEither() throws IOException {
        changes.make(300);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() == changes.made());
        }
        List<String> before = rows("orders");
        stopBroker();
        Path segment = directory.resolve("log/topics/lake.shop.orders-0/00000000000000000000.log");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new EventLog(address(), LoggedChanges.SOURCE, LoggedChanges.CONTRACTS);
        completeness = new Completeness(address());
        changes.goOn(log);
        // Beyond the end that the lake holds, with others behind it.
        changes.make(1_500);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.state().job().message())
                            .contains("holds another record at place", "Move the folder lake of the data directory"));
        }
        assertThat(rows("orders")).isEqualTo(before);
    }

    @Test
    void aRestoredLakeGoesOnWithARestoredLogAndNoRowComesTwice() {
        changes.make(300);
        Path backup = directory.resolve("backup");
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() == changes.made());
        }
        try (Lake lake = Lake.open(lake())) {
            assertThat(LakeBackup.take(lake, backup, Clock.systemUTC())).isEqualTo(changes.made());
        }
        stopBroker();
        broker = EmbeddedBroker.start(directory.resolve("restored-log"));
        log = new EventLog(address(), LoggedChanges.SOURCE, LoggedChanges.CONTRACTS);
        completeness = new Completeness(address());
        // The same changes as before, in a log of its own, and then others.
        changes = new LoggedChanges(log, seed);
        changes.make(300);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(writer.state().job().message()).contains("was written from another log"));
        }
        folder = "restored-lake";
        new LakeRestoration(backup).into(lake());
        changes.make(200);
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() >= changes.made());
            changes.make(50);
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() >= changes.made());
        }
        assertHistories();
    }

    @Test
    void aKilledWriterNeitherLosesNorDoublesARow() throws Exception {
        Random random = new Random(seed);
        for (int kill = 0; kill < 3; kill++) {
            int before = rows("orders").size();
            Process process = LakeProcess.start(broker.bootstrapServers(), directory, 200);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                changes.make(100);
                return rows("orders").size() > before;
            });
            // In the middle of a commit, or between two.
            for (int pause = random.nextInt(600); pause > 0; pause -= 100) {
                changes.make(random.nextInt(300));
                TimeUnit.MILLISECONDS.sleep(Math.min(pause, 100));
            }
            process.destroyForcibly().waitFor();
        }
        try (LakeWriter writer = writer(Duration.ofMillis(200))) {
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() >= changes.made());
            changes.make(500);
            await().atMost(PATIENCE)
                    .until(() -> rows("orders").size() + rows("ratings").size() >= changes.made());
        }
        assertHistories();
    }

    private void assertHistories() {
        for (String dataset : List.of("orders", "ratings")) {
            assertThat(rows(dataset))
                    .as("%s, seed %d", dataset, seed)
                    .containsExactlyElementsOf(changes.history(dataset));
        }
    }

    private List<String> rows(String dataset) {
        try (Lake lake = Lake.open(lake())) {
            Catalog catalog = lake().open();
            return catalog.tableExists(Lake.history(dataset))
                    ? WrittenRows.of(catalog.loadTable(Lake.history(dataset)))
                    : List.of();
        }
    }
}
