package shopstream.app.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** With processes of their own, since only another start can use what one has written. */
class ClassArchiveTest {
    @TempDir
    private Path directory;

    private Path archive;
    private String classPath;

    @BeforeEach
    void packClasses() throws IOException, URISyntaxException {
        archive = directory.resolve("classes.jsa");
        Path jar = directory.resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (Class<?> each : List.of(ClassArchive.class, Program.class)) {
                String name = each.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                entries.write(each.getClassLoader().getResourceAsStream(name).readAllBytes());
            }
        }
        Path logging = Path.of(LoggerFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        classPath = jar + System.getProperty("path.separator") + logging;
    }

    @Test
    void theNextStartMapsWhatWasLoaded() throws Exception {
        assertThat(start("-XX:+RecordDynamicDumpInfo", "-Dshopstream.class-archive=" + archive))
                .as("standard output")
                .containsExactly("wanted", "done");
        assertThat(Files.size(archive)).isPositive();
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("classes.jsa", "program.jar", "words");
        }

        assertThat(start(
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:class+load:file=" + directory.resolve("loads")))
                .containsExactly("not wanted", "done");
        assertThat(Files.readString(directory.resolve("loads")))
                .contains(Program.class.getName() + " source: shared objects file (top)");
    }

    @Test
    void whereItCannotBeWrittenTheProgramGoesOn() throws Exception {
        Path nowhere = directory.resolve("missing/classes.jsa");

        assertThat(start("-XX:+RecordDynamicDumpInfo", "-Dshopstream.class-archive=" + nowhere))
                .containsExactly("wanted", "done");
        assertThat(nowhere).doesNotExist();
    }

    private List<String> start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", classPath, Program.class.getName()));
        Path words = directory.resolve("words");
        Process process =
                new ProcessBuilder(command).redirectError(words.toFile()).start();
        List<String> output = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(Files.readString(words)).isZero();
        return output;
    }

    /** A program as ours ends. */
    static final class Program {
        public static void main(String[] arguments) {
            System.out.println(ClassArchive.wanted().isPresent() ? "wanted" : "not wanted");
            ClassArchive.wanted().ifPresent(ClassArchive::write);
            System.out.println("done");
        }
    }
}
