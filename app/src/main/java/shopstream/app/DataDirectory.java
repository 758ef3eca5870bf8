package shopstream.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Everything the program keeps, under one directory, held by one process at a time.
 *
 * <p>The directory carries the version of its format and the name of the shop it belongs to; another version or another
 * shop is refused rather than mixed.
 */
public final class DataDirectory implements AutoCloseable {
    static final String FORMAT = "1";
    private static final String ADDRESS = "address";

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the directory, creating it when it is not there.
     *
     * @param shop what the data belongs to, such as {@code demo} or the address of the source
     * @throws Refusal when another process holds it, or it belongs to another shop or another format
     */
    public static DataDirectory open(Path root, String shop) {
        try {
            Files.createDirectories(root);
            Path absolute = root.toRealPath();
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(channel);
            if (lock == null) {
                channel.close();
                throw new Refusal(
                        "The data directory " + absolute + " is in use by another shopstream.",
                        "Stop that one first, or choose another directory with --data.");
            }
            Files.deleteIfExists(absolute.resolve(ADDRESS));
            DataDirectory directory = new DataDirectory(absolute, channel, lock);
            try {
                directory.claim("format", FORMAT, "was written in format %s; this program writes format %s.");
                directory.claim("shop", shop, "belongs to %s, not to %s.");
            } catch (Refusal refused) {
                directory.close();
                throw refused;
            }
            LogFile.in(absolute);
            return directory;
        } catch (IOException e) {
            throw new Refusal(
                    "The data directory " + root.toAbsolutePath() + " cannot be used: " + e.getMessage(),
                    "Choose a directory that you may write to with --data.");
        }
    }

    private static FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private void claim(String fileName, String value, String otherwise) throws IOException {
        Path file = root.resolve(fileName);
        if (!Files.exists(file)) {
            Files.writeString(file, value + "\n");
            return;
        }
        String written = Files.readString(file).strip();
        if (!written.equals(value)) {
            throw new Refusal(
                    "The data directory " + root + " " + String.format(otherwise, written, value),
                    "Choose another directory with --data, or delete this one.");
        }
    }

    /** Writes down where the program that holds this directory can be asked. Gone when it stops. */
    void announce(URI address) {
        try {
            Files.writeString(root.resolve(ADDRESS), address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The address of this program cannot be written below " + root, e);
        }
    }

    /**
     * Where the program that holds a directory can be asked; empty when none holds it.
     *
     * @throws Refusal when there is no such data directory, or it is held but not served yet
     */
    public static Optional<URI> runningAt(Path root) {
        if (!Files.exists(root.resolve("format"))) {
            throw new Refusal(
                    root.toAbsolutePath() + " is no data directory of Shopstream.",
                    "Name the one that `demo` or `up` was started with: --data DIR.");
        }
        try (FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = lockOf(channel);
            if (lock != null) {
                lock.release();
                return Optional.empty();
            }
            return Optional.of(
                    URI.create(Files.readString(root.resolve(ADDRESS)).strip()));
        } catch (NoSuchFileException e) {
            throw new Refusal(
                    "The program that holds " + root.toAbsolutePath() + " is starting or stopping.",
                    "Try again in a few seconds.");
        } catch (IOException e) {
            throw new Refusal(
                    "The data directory " + root.toAbsolutePath() + " cannot be read: " + e.getMessage(),
                    "Check its permissions.");
        }
    }

    /** A directory under this one; created when it is not there. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + root.resolve(name) + " cannot be created", e);
        }
    }

    public Path root() {
        return root;
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(root.resolve(ADDRESS));
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + root + " cannot be released", e);
        }
    }
}
