package shopstream.transformations.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Marts that are to go back to the edition before at the next start: a file with their names, one a line. */
public final class RollbackWishes {
    private final Path file;

    /** @param directory of the model runner */
    public RollbackWishes(Path directory) {
        this.file = directory.resolve("rollback-at-start");
    }

    /** Adds a mart. */
    public void add(String mart) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, mart + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": check its permissions", e);
        }
    }

    /** The marts, each once. */
    public List<String> marts() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .distinct()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": check its permissions", e);
        }
    }

    /** They have been granted. */
    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file + ": check its permissions", e);
        }
    }
}
