package shopstream.warehouse.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that is there only when all that belongs into it is: it is filled beside its place, and moved there. */
final class BuildFolder implements AutoCloseable {
    private final Path folder;
    private final Path work;

    private BuildFolder(Path folder, Path work) {
        this.folder = folder;
        this.work = work;
    }

    /** @throws TrainingProblem when the folder holds something already */
    static BuildFolder of(Path folder) throws IOException {
        Path work = folder.resolveSibling("." + folder.getFileName() + ".building");
        requireFree(folder);
        delete(work);
        Files.createDirectories(work.resolve("files"));
        return new BuildFolder(folder, work);
    }

    /** Where the files go. */
    Path files() {
        return work.resolve("files");
    }

    /** For what is needed only while building. */
    Path scratch(String name) {
        return work.resolve(name);
    }

    /** Puts the files in their place. */
    void publish() throws IOException {
        Files.deleteIfExists(folder);
        Files.move(files(), folder);
    }

    private static void requireFree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new TrainingProblem(
                            "The folder " + folder + " is not empty.",
                            "Name another one with --out, or empty it first.");
                }
            }
        } else {
            Files.createDirectories(folder.getParent());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            delete(work);
        } catch (IOException left) {
            // Hidden, and emptied before the next build.
        }
    }
}
