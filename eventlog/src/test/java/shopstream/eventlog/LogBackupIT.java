package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.contract;
import static shopstream.eventlog.Fixture.deletion;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;

class LogBackupIT {
    private static final BackupLabel LABEL =
            new BackupLabel("Models", "shop at replica:3306", "0.1", Instant.parse("2026-01-02T04:00:00Z"));
    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();
    private static final List<Contract> CONTRACTS = List.of(contract("items"), contract("others"));

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private LogAddress address;
    private Path backup;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void ownPrefix() {
        int number = INSTALLATIONS.incrementAndGet();
        address = new LogAddress(broker.bootstrapServers(), Map.of(), "test" + number, (short) 1);
        backup = directory.resolve("backup-" + number);
    }

    @Test
    void takenWhileTheLogIsWrittenToItGoesOnToTheSameRowsAndCounts() {
        long seed = System.nanoTime() % 1_000_000;
        AtomicInteger at = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        Map<String, DatasetCounts> counts;
        List<String> rows;
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS)) {
            log.beginSnapshot(Map.of());
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (!enough.get() || at.get() < 30_000) {
                    change(log, seed, at.incrementAndGet());
                }
            });
            while (at.get() < 10_000) {
                Thread.onSpinWait();
            }
            log.mark(Fixture.COMMITTED, "streaming");
            new LogBackup(address, records -> {}).take(backup, LABEL, false, log::cut);
            enough.set(true);
            writer.join();
            log.flush();
            counts = log.counts();
            rows = everything(address, address.names().dataset(SOURCE, "items"));
        }
        withRestored("whole", false, restored -> {
            try (EventLog log = new EventLog(restored, SOURCE, CONTRACTS)) {
                long had = log.counts().get("items").read();
                assertThat(had)
                        .as("seed %s", seed)
                        .isBetween(9_000L, counts.get("items").read() - 1);
                assertThat(log.snapshot().needed()).isFalse();
                // From long before the backup on, as capture does from the place it has kept.
                for (int again = 5_000; again <= at.get(); again++) {
                    change(log, seed, again);
                }
                log.flush();
                assertThat(log.counts()).as("seed %s", seed).isEqualTo(counts);
            }
            assertThat(everything(restored, restored.names().dataset(SOURCE, "items")))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrderElementsOf(rows);
        });
    }

    @Test
    void aRestoredLogSaysUpToWhenItsSourceWasRead() {
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS)) {
            log.append(row("items", 1, 10, streamed(1)));
            log.mark(Fixture.COMMITTED, "streaming");
            log.append(row("items", 2, 10, streamed(2)));
            new LogBackup(address, records -> {}).take(backup, LABEL, false, log::cut);
        }
        withRestored("mark", false, restored -> {
            try (Completeness progress = new Completeness(restored)) {
                ProgressMark mark = progress.newestMark(SOURCE).orElseThrow();
                assertThat(mark.sourceTime()).isEqualTo(Fixture.COMMITTED);
                assertThat(mark.endOffsets().get(restored.names().dataset(SOURCE, "items")).stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(2);
            }
        });
    }

    @Test
    void whereTheSourceHasNotKeptItsLogAllRowsAreReadAnew() {
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS)) {
            log.append(row("items", 1, 10, streamed(1)));
            log.mark(Fixture.COMMITTED, "streaming");
            new LogBackup(address, records -> {}).take(backup, LABEL, true, log::cut);
        }
        withRestored("anew", true, restored -> {
            try (EventLog log = new EventLog(restored, SOURCE, CONTRACTS)) {
                assertThat(log.snapshot().needed()).isTrue();
            }
        });
    }

    @Test
    void whatWasInterruptedIsNoBackup() throws IOException {
        Path unfinished = BackupManifest.unfinished(backup);
        Files.createDirectories(unfinished.resolve("topic"));
        assertThatThrownBy(() -> BackupManifest.of(backup)).hasMessageContaining("interrupted");
        assertThatThrownBy(() -> BackupManifest.of(unfinished)).hasMessageContaining("interrupted");
        assertThatThrownBy(() -> BackupManifest.of(directory)).hasMessageContaining("no backup");
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS)) {
            new LogBackup(address, records -> {}).take(backup, LABEL, false, log::cut);
        }
        assertThat(unfinished).doesNotExist();
        assertThat(BackupManifest.of(backup).label()).isEqualTo(LABEL);
    }

    @Test
    void aDamagedOrMissingFileIsNamed() throws IOException {
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS)) {
            log.append(row("items", 1, 10, streamed(1)));
            new LogBackup(address, records -> {}).take(backup, LABEL, false, log::cut);
        }
        LogRestoration restoration = new LogRestoration(backup, BackupManifest.of(backup), records -> {});
        restoration.verify();
        Path file = backup.resolve(address.names().dataset(SOURCE, "items") + "/0.records.gz");
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(restoration::verify)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");
        Files.delete(file);
        assertThatThrownBy(restoration::verify).hasMessageContaining(file + " is missing");
    }

    @Test
    void aBackupThatIsThereIsNotWrittenOver() throws IOException {
        Files.createDirectories(backup);
        assertThatThrownBy(() -> new LogBackup(address, records -> {}).take(backup, LABEL, false, () -> null))
                .hasMessageContaining("is there already");
    }

    /** A change that is always the same for its number. */
    private static void change(EventLog log, long seed, int number) {
        Random random = new Random(seed + number);
        long id = random.nextInt(2_000);
        if (random.nextInt(10) == 0) {
            log.append(deletion("items", id, streamed(number)));
        } else {
            log.append(row("items", id, random.nextInt(100) - 5, streamed(number)));
        }
    }

    private void withRestored(String name, boolean readAnew, java.util.function.Consumer<LogAddress> look) {
        Path log = directory.resolve("restored-" + name);
        BackupManifest manifest = BackupManifest.of(backup);
        assertThat(manifest.readAnew()).isEqualTo(readAnew);
        new LogRestoration(backup, manifest, records -> {}).into(log);
        try (EmbeddedBroker restored = EmbeddedBroker.start(log)) {
            look.accept(new LogAddress(restored.bootstrapServers(), Map.of(), address.prefix(), (short) 1));
        }
    }
}
