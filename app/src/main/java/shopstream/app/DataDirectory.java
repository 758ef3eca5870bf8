package shopstream.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything the program keeps, under one directory, held by one process at a time.
 *
 * <p>The directory carries the version of its format and the identity of the shop it belongs to, written before anything
 * else; a newer version or another shop is refused, an older version is migrated.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String ADDRESS = "address";
    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;
    private final ShopIdentity shop;
    private final List<String> remarks = new ArrayList<>();

    private DataDirectory(Path root, ShopIdentity shop, FileChannel channel, FileLock lock) {
        this.root = root;
        this.shop = shop;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the directory, creating it when it is not there.
     *
     * @param shop whose data it is to hold
     * @throws Refusal when another process holds it, when it is another shop's, of a newer version, no data directory at all,
     *     or cannot be written
     */
    public static DataDirectory open(Path root, ShopIdentity shop) {
        try {
            Files.createDirectories(root);
            Path absolute = root.toRealPath();
            Optional<DataFormat> before = DataFormat.of(absolute);
            if (before.isEmpty()) {
                requireEmpty(absolute);
            }
            FileChannel channel =
                    FileChannel.open(absolute.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(channel);
            if (lock == null) {
                channel.close();
                throw new Refusal(
                        "The data directory " + absolute + " is in use by another shopstream.",
                        "Stop that one first, or choose another directory with --data.");
            }
            Files.deleteIfExists(absolute.resolve(ADDRESS));
            DataDirectory directory = new DataDirectory(absolute, shop, channel, lock);
            try {
                directory.claim();
            } catch (Refusal | IOException refused) {
                directory.close();
                throw refused;
            }
            LogFile.in(absolute);
            return directory;
        } catch (IOException e) {
            throw new Refusal(
                    "The data directory " + root.toAbsolutePath() + " cannot be used: " + said(e),
                    "Choose a directory that you may write to, on a disk with free space, with --data.");
        }
    }

    private static String said(IOException e) {
        return e instanceof AccessDeniedException ? "access denied to " + e.getMessage() : e.getMessage();
    }

    private static FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** A lock alone is what a start leaves that was killed in its first moment. */
    private static void requireEmpty(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            Optional<Path> other = files.filter(file -> !List.of(LOCK, DataFormat.FILE + ".new")
                            .contains(file.getFileName().toString()))
                    .findFirst();
            if (other.isPresent()) {
                throw new Refusal(
                        "The directory " + root + " is no data directory of Shopstream: it has no file "
                                + DataFormat.FILE + ", but " + other.get().getFileName() + ".",
                        "Choose an empty or a new directory with --data.");
            }
        }
    }

    private void claim() throws IOException {
        Optional<DataFormat> written = DataFormat.of(root);
        DataFormat wanted = new DataFormat(
                DataFormat.CURRENT, Optional.of(shop), written.flatMap(DataFormat::prefix), ProgramVersion.text());
        if (written.isEmpty()) {
            wanted.write(root);
            return;
        }
        DataFormat found = written.get();
        if (found.number() > DataFormat.CURRENT) {
            throw new Refusal(
                    "The data directory " + root + " was written by Shopstream " + found.program() + " in format "
                            + found.number() + "; this is Shopstream " + wanted.program()
                            + ", which knows formats up to "
                            + DataFormat.CURRENT + ".",
                    "Start it with that version or a later one, or choose another directory with --data.");
        }
        if (!found.belongsTo(shop)) {
            throw new Refusal(
                    "The data directory " + root + " belongs to the shop "
                            + found.shop().orElseThrow() + ", not to " + shop + ".",
                    "Choose another directory with --data. If only the shop's name was changed, write the new one into "
                            + root.resolve(DataFormat.FILE) + ".");
        }
        DataMigration.bring(root, found, wanted).ifPresent(remarks::add);
        RestoredData.finish(root)
                .ifPresent(before -> remarks.add("A restoration that was interrupted has been completed; the data from"
                        + " before it is in " + before + "."));
    }

    /**
     * Ties the log below it to the prefix of its topics, where that was not done yet: under another, none of them is found.
     *
     * @throws Refusal when it is tied to another one
     */
    public void requirePrefix(String prefix) {
        try {
            DataFormat format = DataFormat.of(root).orElseThrow();
            String known = format.prefix().orElse(prefix);
            if (!known.equals(prefix)) {
                throw new Refusal(
                        "The log of the data directory " + root + " has its topics under the prefix " + known + ", not "
                                + prefix + ": none of them would be found.",
                        "Write `prefix: " + known
                                + "` below `log:` in shop.yaml, or choose another directory with --data.");
            }
            if (format.prefix().isEmpty()) {
                new DataFormat(format.number(), Optional.of(shop), Optional.of(prefix), format.program()).write(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + root.resolve(DataFormat.FILE) + " cannot be written", e);
        }
    }

    /** Whose data this is. */
    ShopIdentity shop() {
        return shop;
    }

    /** What was done to the directory when it was opened, in sentences. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Writes down where the program that holds this directory can be asked. Gone when it stops. */
    void announce(URI address) {
        try {
            Files.writeString(root.resolve(ADDRESS), address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The address of this program cannot be written below " + root, e);
        }
    }

    /** @throws Refusal when it is no data directory */
    public static void requireOne(Path root) {
        if (!Files.exists(root.resolve(DataFormat.FILE))) {
            throw new Refusal(
                    root.toAbsolutePath() + " is no data directory of Shopstream.",
                    "Name the one that `demo` or `up` was started with: --data DIR.");
        }
    }

    /**
     * Where the program that holds a directory can be asked; empty when none holds it.
     *
     * @throws Refusal when there is no such data directory, or it is held but not served yet
     */
    public static Optional<URI> runningAt(Path root) {
        requireOne(root);
        try (FileChannel channel =
                FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
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
