package shopstream.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a measurement works, and where its table goes if nothing else is asked for. */
final class MeasuredIn {
    private MeasuredIn() {}

    static Optional<Path> report() {
        return Optional.of(Path.of(System.getProperty("shopstream.home", "."), "docs", "benchmarks.md"));
    }

    /** A directory of its own. */
    static Path directory() {
        try {
            return Files.createTempDirectory("shopstream-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory could be made: " + e.getMessage(), e);
        }
    }
}
