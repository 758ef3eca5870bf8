package shopstream.warehouse.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.warehouse.store.ShownWarehouse;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;
import shopstream.warehouse.store.WarehouseException;

/**
 * Copies of what the warehouse shows, for questions. One is made when somebody asks and the one before is too old: twenty
 * times as long as it took to make it, so that copying never takes more than a twentieth of one core. Meanwhile the one
 * before is given, so that only those wait who ask when there is none; and a moment those who ask after a pause, in which it
 * has grown older than whoever asks now would think.
 */
public final class ShownCopies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShownCopies.class);
    private static final int WORTH = 20;
    private static final int PAUSE = 2 * WORTH;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration AFTER_PAUSE = Duration.ofSeconds(3);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    private final Path folder;
    private final ShownWarehouse warehouse;
    private final LongSupplier version;
    private final Clock clock;
    private final ExecutorService copying = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "copy-for-questions");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });
    private CompletableFuture<Void> newer = CompletableFuture.completedFuture(null);
    private Copy newest;
    private int number;

    /**
     * @param folder where copies lie, which is emptied
     * @param version grows with every change of what is shown
     */
    public ShownCopies(Path folder, ShownWarehouse warehouse, LongSupplier version, Clock clock) {
        this.folder = folder;
        this.warehouse = warehouse;
        this.version = version;
        this.clock = clock;
        Folders.empty(folder);
    }

    /** A copy that stays until it is closed. */
    public final class Lease implements AutoCloseable {
        private final Copy copy;

        private Lease(Copy copy) {
            this.copy = copy;
            copy.readers++;
        }

        Path file() {
            return copy.file;
        }

        Instant at() {
            return copy.at;
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
        private final Set<String> tables;
        private int readers = 1;

        private Copy(Path file, Instant at, Duration taken, long version, Set<String> tables) {
            this.file = file;
            this.at = at;
            this.taken = taken;
            this.version = version;
            this.tables = tables;
        }
    }

    /** What is shown now; told without a copy. */
    List<ShownColumn> columns() {
        try {
            return warehouse.columns();
        } catch (WarehouseException failed) {
            throw unavailable(failed);
        }
    }

    /**
     * A copy that is current or hardly older, as far as one can be had.
     *
     * @param tables that it has to have
     * @param patience with the first copy
     * @throws SqlProblem where there is none, saying why
     */
    Lease lease(Set<String> tables, Patience patience) throws InterruptedException {
        boolean there;
        CompletableFuture<Void> made;
        synchronized (this) {
            there = has(tables);
            if (there && !isOlderThan(WORTH)) {
                return new Lease(newest);
            }
            made = newer();
            if (there && !isOlderThan(PAUSE)) {
                return new Lease(newest);
            }
        }
        SqlProblem missing = awaited(made, there ? patience.of(AFTER_PAUSE) : patience);
        synchronized (this) {
            if (missing != null && !has(tables)) {
                throw missing;
            }
            return new Lease(newest);
        }
    }

    private boolean has(Set<String> tables) {
        return newest != null && newest.tables.containsAll(tables);
    }

    /** Whether the newest copy is older than so many times what it took to make it, and no longer what is shown. */
    private boolean isOlderThan(int times) {
        if (version.getAsLong() == newest.version) {
            return false;
        }
        Duration worth = newest.taken.compareTo(LEAST.dividedBy(WORTH)) < 0 ? LEAST.dividedBy(WORTH) : newest.taken;
        return Duration.between(newest.at, clock.instant()).compareTo(worth.multipliedBy(times)) > 0;
    }

    /** The newer copy that is being made, from now on where it was not. */
    private CompletableFuture<Void> newer() {
        if (newer.isDone()) {
            newer = CompletableFuture.runAsync(this::make, copying);
        }
        return newer;
    }

    /** @return why it is not there; null where it is */
    private static SqlProblem awaited(CompletableFuture<Void> made, Patience patience) throws InterruptedException {
        while (true) {
            try {
                made.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return null;
            } catch (TimeoutException notYet) {
                patience.requireAsker();
                if (patience.isOver()) {
                    return new SqlProblem(
                            SqlProblem.Kind.BUSY,
                            "What the warehouse shows is still being copied for questions.",
                            "Ask again in a few seconds.");
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof WarehouseException cause) {
                    return unavailable(cause);
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private static SqlProblem unavailable(WarehouseException failed) {
        return new SqlProblem(
                SqlProblem.Kind.UNAVAILABLE,
                failed.getMessage(),
                "Make room where that is what is missing, and ask again.");
    }

    private void make() {
        Path file = folder.resolve("shown-" + ++number + ".duckdb");
        long shown = version.getAsLong();
        Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            Set<String> tables =
                    warehouse.columns().stream().map(ShownColumn::table).collect(Collectors.toSet());
            warehouse.copy(file);
            replace(new Copy(file, begun, Duration.between(begun, clock.instant()), shown, tables));
        } catch (WarehouseException failed) {
            LOG.warn("Questions get no newer copy of what the warehouse shows: {}", failed.getMessage());
            remove(file);
            throw failed;
        }
    }

    private synchronized void replace(Copy copy) {
        Copy before = newest;
        newest = copy;
        if (before != null) {
            release(before);
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
        try {
            copying.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.empty(folder);
    }
}
