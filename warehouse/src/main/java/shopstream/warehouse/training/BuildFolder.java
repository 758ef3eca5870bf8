package shopstream.warehouse.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is there only when all that belongs into it is: it is filled beside its place, and moved there. Whoever
 * fills it holds a lock that ends with the process, so that what a killed one left is known to be nobody's.
 */
final class BuildFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path folder;
    private final Path work;
    private final FileChannel lock;

    private BuildFolder(Path folder, Path work, FileChannel lock) {
        this.folder = folder;
        this.work = work;
        this.lock = lock;
    }

    /** @throws TrainingProblem when the folder holds something already, or is being filled by another build */
    static BuildFolder of(Path folder) throws IOException {
        Path work = folder.resolveSibling("." + folder.getFileName() + ".building");
        requireFree(folder);
        Files.createDirectories(work);
        FileChannel lock = locked(work, folder);
        try {
            clear(work);
            Files.createDirectories(work.resolve("files"));
            return new BuildFolder(folder, work, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel locked(Path work, Path folder) throws IOException {
        FileChannel channel = FileChannel.open(work.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(channel)) {
            channel.close();
            throw new TrainingProblem(
                    "Another build is filling the folder " + folder + ".",
                    "Wait until it has ended, or name another folder with --out.");
        }
        return channel;
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** Where all of it is while it is made. */
    Path work() {
        return work;
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
            try (Stream<Path> files = Files.list(folder)) {
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

    /** Removes what is in it, all but the lock. */
    private static void clear(Path work) throws IOException {
        Path lock = work.resolve(LOCK);
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(work) && !file.equals(lock)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        try (lock) {
            clear(work);
            Files.delete(work.resolve(LOCK));
            Files.delete(work);
        } catch (IOException left) {
            // Hidden, and emptied before the next build.
        }
    }
}
