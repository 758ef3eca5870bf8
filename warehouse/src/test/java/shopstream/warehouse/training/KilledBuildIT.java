package shopstream.warehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Place;
import shopstream.warehouse.training.SampleLake.Version;

class KilledBuildIT {
    private static final TrainingSet ITEMS = new TrainingSet(
            "test",
            "",
            "SELECT id FROM items",
            List.of(new TrainingSet.Column("id", "int", true, "")),
            List.of("id"),
            List.of(),
            "zstd",
            new Place(Path.of("test.yaml"), 1));

    @TempDir
    private Path directory;

    @Test
    void aKilledBuildLeavesNothingThatLooksLikeASetAndTheNextOneBuildsIt() throws Exception {
        Path folder = directory.resolve("set");
        Path work = directory.resolve(".set.building");
        try (SampleLake lake = new SampleLake(directory.resolve("lake"))) {
            lake.append(List.of(new Version("c", 1, Instant.now(), 1, new BigDecimal("1.50"), "one")));
            Process killed = BuildProcess.start(directory.resolve("lake"), folder);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(work.resolve("files")));
                assertThatThrownBy(() -> build(lake, folder))
                        .isInstanceOf(TrainingProblem.class)
                        .hasMessage("Another build is filling the folder " + folder + ".");
                assertThat(killed.isAlive()).isTrue();
            } finally {
                killed.destroyForcibly().waitFor();
            }
            assertThat(folder).doesNotExist();
            assertThat(work).exists();

            assertThat(build(lake, folder).rows()).isEqualTo(1);
            assertThat(folder.resolve(Manifest.FILE)).exists();
            assertThat(work).doesNotExist();
        }
    }

    private static Manifest build(SampleLake lake, Path folder) {
        Clock clock = Clock.systemUTC();
        return new TrainingBuild(
                        ITEMS,
                        LakeMoment.now(lake.lake(), clock.instant()),
                        List.of(),
                        new TrainingBuild.Limits(1, "500MB"),
                        clock)
                .into(folder, TrainingBuild.Format.PARQUET);
    }
}
