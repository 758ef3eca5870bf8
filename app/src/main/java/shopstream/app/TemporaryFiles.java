package shopstream.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One process's own directory for what libraries unpack and for scratch: some 100 MB at each start, which a killed process
 * cannot take away. Each process holds a lock in its directory; a directory whose lock is free is removed by the next one.
 */
final class TemporaryFiles {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String LOCK = "lock";

    private TemporaryFiles() {}

    /**
     * From now on temporary files of this process are in a directory of its own, until it ends. To be called before
     * anything else, since the JDK looks at the property once. Where that is not possible, all stays as it is.
     */
    static void ofThisProcess() {
        Path shared = Path.of(System.getProperty(PROPERTY)).resolve("shopstream-" + System.getProperty("user.name"));
        try {
            Path own = claimedBelow(shared);
            System.setProperty(PROPERTY, own.toString());
        } catch (IOException notWritable) {
            // As before, then: what needs a temporary file says so itself.
        }
    }

    /** Removes what dead processes left below {@code shared} and makes a directory that is this process's until it ends. */
    static Path claimedBelow(Path shared) throws IOException {
        Files.createDirectories(shared);
        if (!Files.isWritable(shared) || !Files.getOwner(shared).getName().equals(System.getProperty("user.name"))) {
            throw new IOException(shared + " is somebody else's");
        }
        // Between its creation and its lock a directory looks dead; nobody looks while this is held.
        try (FileChannel door = opened(shared.resolve(LOCK));
                FileLock alone = door.lock()) {
            removeDead(shared);
            // Not createTempDirectory: with it the JDK would look at the property, and keep what it says now.
            Path own = Files.createDirectory(shared.resolve("run-" + UUID.randomUUID()));
            // Never closed: it is held as long as the process lives.
            FileChannel held = opened(own.resolve(LOCK));
            held.lock();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(own), "temporary-files"));
            return own;
        }
    }

    private static void removeDead(Path shared) throws IOException {
        List<Path> directories;
        try (Stream<Path> files = Files.list(shared)) {
            directories = files.filter(Files::isDirectory).toList();
        }
        for (Path directory : directories) {
            if (!alive(directory)) {
                remove(directory);
            }
        }
    }

    private static boolean alive(Path directory) {
        try (FileChannel channel = opened(directory.resolve(LOCK));
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException | IllegalStateException heldOrNotOurs) {
            return true;
        }
    }

    private static FileChannel opened(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** As far as it goes: what is left is removed by the next process. */
    private static void remove(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException leftOver) {
            // The lock is free once this process has ended.
        }
    }
}
