package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./shopstream bench} in small: that it measures and writes, not what came of it. */
@Tag("thorough")
class BenchmarkIT {
    @TempDir
    private Path directory;

    @Test
    void freshnessIsMeasuredAndItsTableWritten() throws Exception {
        Path report = directory.resolve("benchmarks.md");
        Files.writeString(report, "# What was measured\n");
        Path output = directory.resolve("output.txt");
        measure(
                output,
                "sales",
                "--quick",
                "--only",
                "freshness",
                "--history-days",
                "1",
                "--report",
                report.toString());
        assertThat(output)
                .content()
                .containsPattern(
                        "freshness: exactly-once, commit to API, p50 +[0-9,]+ ms +≤ 300 ms +one API call p50 [0-9.]+ ms")
                .containsPattern("freshness: exactly-once, commit to API, p99 +[0-9,]+ ms +≤ 1,000 ms")
                .containsPattern("freshness: at-least-once, commit to API, p99 +[0-9,]+ ms +≤ 200 ms")
                .containsPattern("cores.* GB of memory.*MariaDB 11");
        assertThat(report)
                .content()
                .startsWith("# What was measured\n")
                .contains(
                        "| freshness: exactly-once, commit to API, p99 |", "--quick --history-days 1 --only freshness");
    }

    @Test
    void aTrainingSetIsBuiltAndItsTableWritten() throws Exception {
        Path report = directory.resolve("benchmarks.md");
        Path output = directory.resolve("output.txt");
        measure(output, "lake", "--quick", "--only", "building", "--report", report.toString());
        assertThat(report)
                .content()
                .containsPattern("\\| building: 100,000 ratings .* \\| [0-9.]+ s \\| ≤ 30.0 s \\| Spark ")
                .containsPattern("\\| building: the most memory held \\| [0-9,]+ MB \\| ≤ 4,096 MB \\|")
                .contains("bench lake --quick --only building");
    }

    @Test
    void profilesAreFoldedAndTheirTableWritten() throws Exception {
        Path report = directory.resolve("benchmarks.md");
        Path output = directory.resolve("output.txt");
        measure(output, "recommend", "--quick", "--only", "profiles", "--report", report.toString());
        assertThat(report)
                .content()
                .containsPattern(
                        "\\| profiles: 50,000 events replayed.* \\| [0-9,]+ events/s \\| ≥ 100,000 events/s \\|"
                                + " a consumer alone [0-9,]+ events/s; the fold alone in one thread [0-9,]+ events/s \\|")
                .contains("bench recommend --quick --only profiles");
    }

    private static void measure(Path output, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(Program.command());
        command.add("bench");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(600, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aMeasurementThatIsNotKnownIsAnsweredWithTheNearest() throws Exception {
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("bench", "sales", "--only", "freshnes"));
        Path words = directory.resolve("words.txt");
        Process process =
                new ProcessBuilder(command).redirectError(words.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(words).content().contains("freshnes", "did you mean freshness?", "snapshot");
    }
}
