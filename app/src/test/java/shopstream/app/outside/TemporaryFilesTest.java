package shopstream.app.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    /** What the test holds is held until its process ends. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path shared;

    @Test
    void whatADeadProcessLeftIsRemoved() throws IOException {
        Path left = given("run-left");
        Files.writeString(Files.createDirectory(left.resolve("unpacked")).resolve("library.so"), "large");
        Files.createFile(left.resolve("lock"));

        TemporaryFiles.hold(given("run-new"));

        assertThat(left).doesNotExist();
    }

    @Test
    void whatAnotherProcessHoldsIsKeptAndWhatItHeldIsRemoved() throws IOException, InterruptedException {
        Path own = given("run-own");
        TemporaryFiles.hold(own);
        given("run-other");
        System.gc();

        assertThat(otherProcess("run-other")).isZero();
        assertThat(own).isDirectory();
        assertThat(shared.resolve("run-other")).doesNotExist();
    }

    @Test
    void whatLivesOrIsBeingStartedIsKept() throws IOException {
        Path living = given("run-living");
        TemporaryFiles.hold(living);
        Path starting = given("run-starting");
        Path anothers = given("else");

        TemporaryFiles.hold(given("run-new"));

        assertThat(living).isDirectory();
        assertThat(starting).isDirectory();
        assertThat(anothers).isDirectory();
    }

    private Path given(String name) throws IOException {
        return Files.createDirectory(shared.resolve(name));
    }

    private int otherProcess(String directory) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        shared.resolve(directory).toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A process that takes its directory and ends. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            TemporaryFiles.hold(Path.of(arguments[0]));
        }
    }
}
