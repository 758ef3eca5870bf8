package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command of the program, run to its end as somebody at a terminal would. */
final class OneCommand {
    private static final long PATIENCE_SECONDS = 300;

    /** What it left. @param output what could be piped on @param words what was said to the person */
    record Ended(int exitCode, String output, String words) {}

    private OneCommand() {}

    /**
     * @param directory where what it says is kept
     * @param environment the only variables of the shop's source it has
     */
    static Ended run(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path words = Files.createTempFile(directory, "words", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(words.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SHOP_DB_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(words));
    }
}
