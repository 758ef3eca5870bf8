package shopstream.warehouse.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for what nobody needs after the next start. */
final class Folders {
    private Folders() {}

    /** Makes the folder, and removes what is in it. */
    static void empty(Path folder) {
        remove(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Removes the folder and what is in it, where it is there, also while others remove it. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException walking) {
            if (!(walking.getCause() instanceof NoSuchFileException)) {
                throw walking;
            }
        } catch (NoSuchFileException goneMeanwhile) {
            // That is what was wanted.
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
