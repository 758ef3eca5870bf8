package shopstream.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import shopstream.eventlog.WholeFile;

/** Which datasets' tables the source did not have when it was looked at last: for a start while it does not answer. */
public final class MissingTables {
    private static final String FILE = "missing-tables";

    private MissingTables() {}

    /** What was noted in a data directory, which need not be there; nothing where no source was ever followed from it. */
    public static Optional<Set<String>> noted(Path data) {
        try {
            Path file = data.resolve(FILE);
            return Files.exists(file) ? Optional.of(new TreeSet<>(Files.readAllLines(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + data.resolve(FILE), e);
        }
    }

    /** Notes it; durable on return. */
    public static void note(DataDirectory directory, Set<String> missing) {
        try {
            StringBuilder lines = new StringBuilder();
            new TreeSet<>(missing).forEach(dataset -> lines.append(dataset).append('\n'));
            WholeFile.write(directory.root().resolve(FILE), lines.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot note below " + directory.root() + " which tables are missing", e);
        }
    }
}
