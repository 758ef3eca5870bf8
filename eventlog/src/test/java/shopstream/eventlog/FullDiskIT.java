package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.contract;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;

/** A disk without space, or that may only be read: it is said, and what was durable is there when there is space again. */
class FullDiskIT {
    private static final List<Contract> CONTRACTS = List.of(contract("items"));

    @TempDir
    private Path directory;

    @Test
    void theWriterSaysThatTheLogHasNoSpaceAndGoesOnWhenThereIsSome() throws IOException {
        Path path = directory.resolve("disk");
        try (SmallDisk disk = SmallDisk.mountedAt(path, 24)) {
            Random random = new Random(1);
            long durable = 0;
            Throwable failure = null;
            EmbeddedBroker broker = EmbeddedBroker.start(path.resolve("log"));
            EventLog log = new EventLog(address(broker), SOURCE, CONTRACTS);
            long at = 0;
            while (failure == null && at < 3_000_000) {
                long batch = at + 5_000;
                failure = catchThrowable(() -> {
                    for (long id = batch - 4_999; id <= batch; id++) {
                        log.append(row("items", id, random.nextLong(1L << 60), streamed(id)));
                    }
                    log.flush();
                });
                at = batch;
                durable = failure == null ? at : durable;
            }
            assertThat(failure)
                    .isInstanceOf(LogFailure.class)
                    .hasMessageContaining("could not be written")
                    .hasMessageContaining("space");
            assertThatThrownBy(log::flush).isInstanceOf(LogFailure.class);
            log.close();
            broker.close();

            // As the next process finds it, on a disk with space.
            Path copied = directory.resolve("copied");
            copy(path.resolve("log"), copied);
            try (EmbeddedBroker again = EmbeddedBroker.start(copied);
                    EventLog whole = new EventLog(address(again), SOURCE, CONTRACTS)) {
                assertThat(whole.counts().get("items").rows()).isGreaterThanOrEqualTo(durable);
                for (long id = 1; id <= at; id++) {
                    whole.append(row("items", id, 1, streamed(id)));
                }
                whole.flush();
                assertThat(whole.counts().get("items").rows()).isEqualTo(at);
                assertThat(everything(address(again), address(again).names().dataset(SOURCE, "items")))
                        .hasSize((int) at);
            }
        }
    }

    @Test
    void aLogThatMayOnlyBeReadIsNotStarted() {
        Path path = directory.resolve("disk");
        try (SmallDisk disk = SmallDisk.mountedAt(path, 24)) {
            EmbeddedBroker.start(path.resolve("log")).close();
            disk.readOnly();
            assertThatThrownBy(() -> EmbeddedBroker.start(path.resolve("log")))
                    .isInstanceOf(LogFailure.class)
                    .hasMessageContaining("cannot be written")
                    .hasMessageContaining("Read-only file system")
                    .hasMessageContaining("permissions");
        }
    }

    @Test
    void aBackupThatDoesNotFitIsSaidAndRemoved() {
        try (SmallDisk disk = SmallDisk.mountedAt(directory.resolve("disk"), 1);
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"));
                EventLog log = new EventLog(address(broker), SOURCE, CONTRACTS)) {
            Random random = new Random(1);
            for (long id = 1; id <= 60_000; id++) {
                log.append(row("items", id, random.nextLong(1L << 60), streamed(id)));
            }
            Path backup = directory.resolve("disk/monday");
            BackupLabel label = new BackupLabel("Models", "shop at replica:3306", "0.1", Instant.EPOCH);
            LogBackup tooLarge = new LogBackup(address(broker), records -> {});
            assertThatThrownBy(() -> tooLarge.take(backup, label, false, log::cut))
                    .isInstanceOf(LogFailure.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining(backup.toString());
            assertThat(backup).doesNotExist();
            assertThat(BackupManifest.unfinished(backup)).doesNotExist();

            disk.resize(64);
            new LogBackup(address(broker), records -> {}).take(backup, label, false, log::cut);
            Path small = directory.resolve("small");
            try (SmallDisk full = SmallDisk.mountedAt(small, 4)) {
                LogRestoration restoration = new LogRestoration(backup, BackupManifest.of(backup), records -> {});
                assertThatThrownBy(() -> restoration.into(small.resolve("log")))
                        .isInstanceOf(LogFailure.class)
                        .hasMessageContaining("space");
            }
            assertThat(Files.isDirectory(backup)).isTrue();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static LogAddress address(EmbeddedBroker broker) {
        // It would be waited for two minutes otherwise.
        Map<String, String> impatient = Map.of("delivery.timeout.ms", "12000", "request.timeout.ms", "4000");
        return new LogAddress(broker.bootstrapServers(), impatient, "test", (short) 1);
    }
}
