package shopstream.operations.schedules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The right to run one schedule's work: one holder at a time among all threads of all processes; gone with its process. */
final class Turn implements AutoCloseable {
    private static final String FILE = "lock";

    /** Who only looks whether somebody runs has the turn for a moment. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * The files that this process has locked. Such a file must not be opened a second time: closing it would give up the
     * lock of the first.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private Turn(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the turn, unless somebody has it. */
    static Optional<Turn> take(Path folder) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<Turn> turn = tryTake(folder);
            if (turn.isPresent() || System.nanoTime() - deadline >= 0) {
                return turn;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Takes the turn, unless somebody has it or looks after it just now. */
    static Optional<Turn> tryTake(Path folder) {
        Path file = folder.resolve(FILE).toAbsolutePath().normalize();
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    channel.close();
                    return Optional.empty();
                }
                HELD.add(file);
                return Optional.of(new Turn(file, channel, lock));
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file + " cannot be locked: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try (channel) {
                lock.release();
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file + " cannot be unlocked", e);
            } finally {
                HELD.remove(file);
            }
        }
    }
}
