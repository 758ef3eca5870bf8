package shopstream.app.scheduled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltSetsTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheNewestBuildsAndWhatIsNotItsOwn() throws IOException {
        BuiltSets builds = new BuiltSets(folder);
        for (int day = 1; day <= 4; day++) {
            Path build = builds.newBuild(Instant.parse("2026-11-0" + day + "T04:00:00Z"));
            Files.createDirectories(build.resolve("customerNumber=103"));
            Files.writeString(build.resolve("manifest.json"), "{}");
        }
        Files.createDirectories(folder.resolve("20200101T000000Z"));
        Files.createDirectories(folder.resolve("mine"));
        Files.createDirectories(folder.resolve(".20261105T040000Z.building/files"));

        assertThat(builds.keep(2)).isEqualTo(2);
        builds.removeHalfBuilt();

        assertThat(names()).containsExactly("20200101T000000Z", "20261103T040000Z", "20261104T040000Z", "mine");
        assertThat(new BuiltSets(folder.resolve("missing")).keep(1)).isZero();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
