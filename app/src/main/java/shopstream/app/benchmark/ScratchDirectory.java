package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is kept only while something is measured: gone when it is closed, and after Ctrl-C. */
final class ScratchDirectory implements AutoCloseable {
    private final Path directory;
    private final Thread interruption;

    ScratchDirectory(Path directory) {
        this.directory = directory;
        this.interruption = new Thread(() -> Shops.delete(directory), "delete-what-was-measured");
        Runtime.getRuntime().addShutdownHook(interruption);
    }

    /** A directory of its own for a measurement. */
    Path of(String measurement) {
        try {
            return Files.createDirectories(directory.resolve(measurement));
        } catch (IOException e) {
            throw new UncheckedIOException("No directory could be made below " + directory, e);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException interrupted) {
            return;
        }
        Shops.delete(directory);
    }
}
