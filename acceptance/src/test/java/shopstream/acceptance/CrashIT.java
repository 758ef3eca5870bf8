package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./shopstream bench crashes} in its short form: two deaths on each of the two databases, both at once since that
 * takes less time than one after the other; without {@code --only} the command knows more. Another seed than the usual
 * one: {@code -Dcrashes.seed=N}.
 */
class CrashIT {
    private static final String SEED = System.getProperty("crashes.seed", "20261121");

    @TempDir
    private Path directory;

    @Test
    void theFiguresSurviveWhateverDies() throws Exception {
        try (Crashes mariaDb = new Crashes(directory, "mariadb", "twice,swap")) {
            mariaDb.survived();
        }
    }

    @Tag("thorough")
    @Test
    void theFiguresSurviveWhateverDiesWithPostgreSql() throws Exception {
        try (Crashes postgreSql =
                new Crashes(directory, "postgresql", "snapshot,both", "--postgresql", postgreSqlPrograms())) {
            postgreSql.survived();
        }
    }

    private String postgreSqlPrograms() throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("programs"));
        Process unpacking = new ProcessBuilder(
                        "tar", "-xJf", "target/postgresql/postgres-linux-x86_64.txz", "-C", home.toString())
                .start();
        assertThat(unpacking.waitFor()).as("unpacked").isZero();
        return home.resolve("bin").toString();
    }

    /** The command at work on one database. */
    private static final class Crashes implements AutoCloseable {
        private final Path output;
        private final Process process;

        Crashes(Path directory, String database, String kinds, String... further) throws IOException {
            output = directory.resolve(database + ".txt");
            List<String> command = new ArrayList<>(Program.command());
            command.addAll(List.of("bench", "crashes", "--seed", SEED, "--database", database));
            command.addAll(List.of("--only", kinds, "--kills", Integer.toString(kinds.split(",").length)));
            command.addAll(List.of("--data", directory.resolve(database).toString()));
            command.addAll(List.of(further));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        void survived() throws IOException, InterruptedException {
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            String words = Files.readString(output);
            System.out.println(words);
            assertThat(ended).as("ended in time; " + words).isTrue();
            assertThat(process.exitValue()).as(words).isZero();
            assertThat(words).contains("seed " + SEED).containsPattern("[1-9][0-9,]* answers");
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }
}
