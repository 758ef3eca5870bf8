package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shopstream.eventlog.WholeFile;

/**
 * Brings a directory of an older format to the present one. Where no way is known, what follows from the log is put aside and
 * made anew from it: the log is the truth, and it has kept its own format since the beginning.
 */
final class DataMigration {
    /** What can be had again from the log. */
    static final List<String> FOLLOWS_FROM_THE_LOG = List.of("models", "models.json", "profiles", "warehouse");

    /** The oldest format whose files this program still reads as they are. */
    private static final int READABLE = 1;

    private DataMigration() {}

    /**
     * Done again from the start after a crash, it comes to the same.
     *
     * @return what was done, as a sentence for the person at the terminal
     */
    static Optional<String> bring(Path root, DataFormat found, DataFormat wanted) throws IOException {
        if (found.number() == wanted.number()) {
            return Optional.empty();
        }
        if (found.number() >= READABLE) {
            wanted.write(root);
            return Optional.of("The data directory " + root + " was migrated from format " + found.number()
                    + " to format " + wanted.number() + "; nothing has to be read again.");
        }
        Path aside = root.resolve("before-format-" + wanted.number());
        Files.createDirectories(aside);
        for (String name : FOLLOWS_FROM_THE_LOG) {
            Path file = root.resolve(name);
            if (Files.exists(file) && !Files.exists(aside.resolve(name))) {
                WholeFile.move(file, aside.resolve(name));
            }
        }
        wanted.write(root);
        return Optional.of("The data directory " + root + " is of format " + found.number()
                + ", from which no migration is known: its log is kept, and everything else is made anew from it. What was"
                + " there before is in " + aside + " and can be deleted.");
    }
}
