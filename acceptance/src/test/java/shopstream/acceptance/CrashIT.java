package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./shopstream bench crashes} in its short form: two deaths on each database; without {@code --only}
 * the command knows more. Another seed than the usual one: {@code -Dcrashes.seed=N}.
 */
class CrashIT {
    private static final String SEED = System.getProperty("crashes.seed", "20261121");

    @TempDir
    private Path directory;

    @Test
    void theFiguresOnMariaDbSurviveWhateverDies() throws Exception {
        survive("mariadb", List.of("twice", "swap"));
    }

    @Test
    void theFiguresOnPostgreSqlSurviveWhateverDies() throws Exception {
        Path home = Files.createDirectories(directory.resolve("postgresql"));
        Process unpacking = new ProcessBuilder(
                        "tar", "-xJf", "target/postgresql/postgres-linux-x86_64.txz", "-C", home.toString())
                .start();
        assertThat(unpacking.waitFor()).as("unpacked").isZero();
        survive(
                "postgresql",
                List.of("snapshot", "both"),
                "--postgresql",
                home.resolve("bin").toString());
    }

    private void survive(String database, List<String> kinds, String... further) throws Exception {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("bench", "crashes", "--seed", SEED, "--database", database));
        command.addAll(List.of("--only", String.join(",", kinds), "--kills", Integer.toString(kinds.size())));
        command.addAll(List.of("--data", directory.resolve("data").toString()));
        command.addAll(List.of(further));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES))
                    .as(() -> "ended in time; " + text(output))
                    .isTrue();
            System.out.println(text(output));
            assertThat(process.exitValue()).as(() -> text(output)).isZero();
            assertThat(output).content().contains("seed " + SEED).containsPattern("[1-9][0-9,]* answers");
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }
}
