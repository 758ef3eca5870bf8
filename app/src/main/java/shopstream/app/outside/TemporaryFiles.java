package shopstream.app.outside;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A process's own directory for what libraries unpack and for scratch: some 100 MB at each start, which a killed process
 * cannot take away. Whoever starts the process makes the directory and passes it as the JDK's {@code java.io.tmpdir}; the
 * process holds a lock in it, and removes those whose lock is free.
 */
public final class TemporaryFiles {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String BEGINNING = "run-";
    private static final String LOCK = "lock";

    /** Between its creation and its lock a directory looks dead. */
    private static final Duration STARTING = Duration.ofHours(1);

    /** Kept from the collector, which would close them and give up their locks. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private TemporaryFiles() {}

    /** Takes the directory that this process was given, if it was given one; it is gone when the process ends. */
    public static void ofThisProcess() {
        given().ifPresent(own -> {
            try {
                hold(own);
            } catch (IOException notWritable) {
                // What needs a temporary file says so itself.
            }
        });
    }

    /** The option of Java by which a process that is started now gets a directory of its own; none when this one has none. */
    static List<String> ofAnother() {
        return given().map(own -> {
                    try {
                        Path fresh =
                                Files.createTempDirectory(own.toAbsolutePath().getParent(), BEGINNING);
                        return List.of("-D" + PROPERTY + "=" + fresh);
                    } catch (IOException notWritable) {
                        return List.<String>of();
                    }
                })
                .orElse(List.of());
    }

    private static Optional<Path> given() {
        return Optional.of(Path.of(System.getProperty(PROPERTY)))
                .filter(path -> path.getFileName() != null
                        && path.getFileName().toString().startsWith(BEGINNING));
    }

    /** Holds a directory until this process ends, and removes what dead processes left beside it. */
    static void hold(Path own) throws IOException {
        // It gets its name when it is locked: one that is not is found by whoever starts at the same time, and counts
        // as dead.
        Path taking = own.resolve(LOCK + ".new");
        FileChannel held = FileChannel.open(taking, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (held.tryLock() == null) {
            held.close();
            return;
        }
        Files.move(taking, own.resolve(LOCK));
        HELD.add(held);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(own), "temporary-files"));
        // Without its own: with the first channel that is closed on it, the system gives up the lock of the whole
        // process.
        List<Path> others;
        try (Stream<Path> files = Files.list(own.toAbsolutePath().getParent())) {
            others = files.filter(file -> file.getFileName().toString().startsWith(BEGINNING))
                    .filter(file -> !file.getFileName().equals(own.getFileName()))
                    .toList();
        }
        others.stream().filter(TemporaryFiles::dead).forEach(TemporaryFiles::remove);
    }

    private static boolean dead(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException notYet) {
            return age(directory).compareTo(STARTING) > 0;
        } catch (IOException | IllegalStateException heldOrNotOurs) {
            return false;
        }
    }

    private static Duration age(Path directory) {
        try {
            return Duration.between(Files.getLastModifiedTime(directory).toInstant(), Instant.now());
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    /** As far as it goes: what is left is removed by the next process. */
    private static void remove(Path directory) {
        try {
            FileTree.delete(directory);
        } catch (IOException leftOver) {
            // The lock is free once this process has ended.
        }
    }
}
