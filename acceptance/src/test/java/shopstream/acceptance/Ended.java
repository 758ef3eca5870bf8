package shopstream.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that has ended. */
record Ended(int exitCode, String output, String words) {
    /** Runs {@code ./shopstream} with these arguments to its end. */
    static Ended of(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(RunningShop.program());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path words = Files.createTempFile(directory, "words", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(words.toFile())
                .start();
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", arguments) + " did not end, and said:\n"
                    + Files.readString(output) + Files.readString(words));
        }
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(words));
    }
}
