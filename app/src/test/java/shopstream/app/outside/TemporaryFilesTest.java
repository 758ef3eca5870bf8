package shopstream.app.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

        assertThat(start("run-other").waitFor()).isZero();
        assertThat(own).isDirectory();
        assertThat(shared.resolve("run-other")).doesNotExist();
    }

    @Test
    void processesThatStartAtOnceLeaveEachOtherAlone() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            processes.add(start(given("run-" + number).getFileName().toString()));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
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

    private Process start(String directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        shared.resolve(directory).toString())
                .inheritIO()
                .start();
    }

    /** A process that takes its directory and ends; with 1 when somebody took it away meanwhile. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            TemporaryFiles.hold(Path.of(arguments[0]));
            // The others must find it living: they have looked by then, and a slower one only makes the test milder.
            Thread.sleep(200);
            System.exit(Files.isDirectory(Path.of(arguments[0])) ? 0 : 1);
        }
    }
}
