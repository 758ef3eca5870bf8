package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.MartEdition.Role;
import shopstream.eventlog.Topics;
import shopstream.transformations.engine.CheckpointFiles;
import shopstream.transformations.engine.CheckpointFolder;

/** A damaged checkpoint costs a rebuild beside what was shown, and no row. */
@Tag("thorough")
class DamagedCheckpointIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    @Test
    void theMartIsMadeAnewBesideWhatWasShown() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"));
                ShopLog log = new ShopLog(broker.bootstrapServers())) {
            RandomSales sales = new RandomSales(1, log, 8_000);
            sales.change(30_000);
            log.flush();
            Path state = directory.resolve("flink");
            String shown;
            try (ModelRunner runner = runner(state, log)) {
                runner.run(Shop.models(), Set.of());
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(log.rows("sales_lines")).isEqualTo(sales.expected()));
                shown = edition(runner, Role.CURRENT).topic();
            }
            CheckpointFolder.Checkpoint newest = new CheckpointFolder(
                            CheckpointFolder.children(state.resolve("sales_lines"))
                                    .get(0))
                    .newest()
                    .orElseThrow();
            assertThat(CheckpointFiles.damage(newest.path())).isEmpty();
            Path file = largestFile(newest.run());
            shorten(file);
            assertThat(CheckpointFiles.damage(newest.path()).orElseThrow()).contains(file.toString());

            sales.change(1_000);
            log.flush();
            try (ModelRunner runner = runner(state, log)) {
                runner.run(Shop.models(), Set.of());
                assertThat(edition(runner, Role.CURRENT).topic()).isEqualTo(shown);
                assertThat(edition(runner, Role.CURRENT).state().message()).contains("damaged");
                String rebuilt = edition(runner, Role.BUILDING).topic();
                assertThat(rebuilt).isEqualTo(shown + "-2");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(log.rowsOf(rebuilt)).isEqualTo(sales.expected()));
            }
        }
    }

    @Test
    void theSameWhereTheNewestMetadataIsEmptyOrAllOfItIsGone() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"));
                ShopLog log = new ShopLog(broker.bootstrapServers())) {
            RandomSales sales = new RandomSales(3, log, 100);
            sales.change(500);
            log.flush();
            Path state = directory.resolve("flink");
            String shown = run(state, log, sales, Role.CURRENT);
            CheckpointFolder first = new CheckpointFolder(
                    state.resolve("sales_lines").resolve(shown.substring(shown.lastIndexOf('.') + 1)));
            Path newest = first.newest().orElseThrow().path();
            Files.write(newest.resolve("_metadata"), new byte[0]);
            assertThat(first.newest().orElseThrow().path())
                    .as("not an earlier one")
                    .isEqualTo(newest);
            sales.change(500);
            log.flush();
            assertThat(run(state, log, sales, Role.BUILDING)).isEqualTo(shown + "-2");

            for (Path metadata : metadata(state.resolve("sales_lines"))) {
                Files.delete(metadata);
            }
            sales.change(500);
            log.flush();
            assertThat(run(state, log, sales, Role.BUILDING)).isEqualTo(shown + "-3");
        }
    }

    /** Runs the models until an edition has all rows. @return its topic */
    private static String run(Path state, ShopLog log, RandomSales sales, Role role) {
        try (ModelRunner runner = runner(state, log)) {
            runner.run(Shop.models(), Set.of());
            String topic = edition(runner, role).topic();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.rowsOf(topic)).isEqualTo(sales.expected()));
            return topic;
        }
    }

    private static List<Path> metadata(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals("_metadata"))
                    .toList();
        }
    }

    @Test
    void aJobThatWasStoppedForLongerThanDeletionsAreKeptIsMadeAnewToo() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"));
                ShopLog log = new ShopLog(broker.bootstrapServers())) {
            RandomSales sales = new RandomSales(2, log, 100);
            sales.change(500);
            log.flush();
            Path state = directory.resolve("flink");
            String shown;
            try (ModelRunner runner = runner(state, log)) {
                runner.run(Shop.models(), Set.of());
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(log.rows("sales_lines")).isEqualTo(sales.expected()));
                shown = edition(runner, Role.CURRENT).topic();
            }
            sales.change(500);
            log.flush();
            Clock later = Clock.offset(Clock.systemUTC(), Topics.TOMBSTONES_KEPT.dividedBy(2));
            try (ModelRunner runner = runner(state, log, later)) {
                runner.run(Shop.models(), Set.of());
                assertThat(edition(runner, Role.CURRENT).state().message()).contains("older than deletions are kept");
                String rebuilt = edition(runner, Role.BUILDING).topic();
                assertThat(rebuilt).isEqualTo(shown + "-2");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(log.rowsOf(rebuilt)).isEqualTo(sales.expected()));
            }
        }
    }

    @Test
    void metadataThatEndsTooEarlyIsDamage() throws IOException {
        Path checkpoint = Files.createDirectories(directory.resolve("run/chk-7"));
        Files.write(checkpoint.resolve("_metadata"), new byte[] {0x49, 0x60, 0x67});
        assertThat(CheckpointFiles.damage(checkpoint).orElseThrow()).contains("_metadata cannot be read");
    }

    private static Path largestFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("_metadata"))
                    .max(Comparator.comparingLong(DamagedCheckpointIT::size))
                    .orElseThrow();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shorten(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private static EditionState edition(ModelRunner runner, Role role) {
        return runner.editions().stream()
                .filter(edition -> edition.mart().equals("sales_lines") && edition.role() == role)
                .findFirst()
                .orElseThrow();
    }

    private static ModelRunner runner(Path state, ShopLog log) {
        return runner(state, log, Clock.systemUTC());
    }

    private static ModelRunner runner(Path state, ShopLog log, Clock clock) {
        return new ModelRunner(state, log.address(), ShopLog.SOURCE, Shop.inputs(), Rebuilding.DEFAULT, clock);
    }
}
