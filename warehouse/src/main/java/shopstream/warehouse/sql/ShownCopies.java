package shopstream.warehouse.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import shopstream.warehouse.store.WarehouseCopy;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;
import shopstream.warehouse.store.WarehouseException;

/**
 * Copies of what the warehouse shows, for questions. One is made when somebody asks and the one before is too old: twenty
 * times as long as it took to make it, so that copying never takes more than a twentieth of one core.
 */
public final class ShownCopies implements AutoCloseable {
    private static final int WORTH = 20;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Path folder;
    private final Copier copier;
    private final LongSupplier version;
    private final Clock clock;
    private final ExecutorService copying = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "copy-for-questions");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });
    private Copy newest;
    private int number;

    /** Writes what is shown now into a file that is not there yet. */
    public interface Copier {
        void copy(Path file);
    }

    /**
     * @param folder where copies lie, which is emptied
     * @param version grows with every change of what is shown
     */
    public ShownCopies(Path folder, Copier copier, LongSupplier version, Clock clock) {
        this.folder = folder;
        this.copier = copier;
        this.version = version;
        this.clock = clock;
        Folders.empty(folder);
    }

    /** A copy that stays until it is closed. */
    public final class Lease implements AutoCloseable {
        private final Copy copy;

        private Lease(Copy copy) {
            this.copy = copy;
        }

        Path file() {
            return copy.file;
        }

        Instant at() {
            return copy.at;
        }

        List<ShownColumn> columns() {
            return copy.columns;
        }

        @Override
        public void close() {
            release(copy);
        }
    }

    private static final class Copy {
        private final Path file;
        private final Instant at;
        private final Duration taken;
        private final long version;
        private final List<ShownColumn> columns;
        private int readers = 1;

        private Copy(Path file, Instant at, Duration taken, long version, List<ShownColumn> columns) {
            this.file = file;
            this.at = at;
            this.taken = taken;
            this.version = version;
            this.columns = columns;
        }
    }

    /** A copy that is current, or hardly older; made where there is none. */
    public synchronized Lease lease() {
        if (newest == null || isOld(newest)) {
            Copy before = newest;
            newest = made();
            if (before != null) {
                release(before);
            }
        }
        newest.readers++;
        return new Lease(newest);
    }

    private boolean isOld(Copy copy) {
        if (version.getAsLong() == copy.version) {
            return false;
        }
        Duration worth = copy.taken.multipliedBy(WORTH);
        Duration age = Duration.between(copy.at, clock.instant());
        return age.compareTo(worth.compareTo(LEAST) < 0 ? LEAST : worth) > 0;
    }

    private Copy made() {
        try {
            return CompletableFuture.supplyAsync(this::copied, copying).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WarehouseException cause) {
                throw new SqlProblem(
                        SqlProblem.Kind.UNAVAILABLE,
                        cause.getMessage(),
                        "Make room where that is what is missing, and ask again.");
            }
            throw failed;
        }
    }

    private Copy copied() {
        Path file = folder.resolve("shown-" + ++number + ".duckdb");
        long shown = version.getAsLong();
        Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            copier.copy(file);
            List<ShownColumn> columns = WarehouseCopy.columns(file);
            return new Copy(file, begun, Duration.between(begun, clock.instant()), shown, columns);
        } catch (WarehouseException failed) {
            remove(file);
            throw failed;
        } catch (SQLException e) {
            remove(file);
            throw new WarehouseException("The copy " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized void release(Copy copy) {
        copy.readers--;
        if (copy.readers == 0) {
            remove(copy.file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
        } catch (IOException e) {
            throw new UncheckedIOException("The copy " + file + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        copying.shutdown();
        Folders.empty(folder);
    }
}
