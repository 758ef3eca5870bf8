package shopstream.ingestion.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Contract;

/**
 * Reads the rows of the tables on connections of its own while changes are streamed: chunk by chunk, no faster than the
 * budget allows, and not at all while the server is busy with others.
 */
final class SnapshotReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 10;
    private static final long PAUSE_MILLIS = 500;

    private final DatabaseSource source;
    private final SnapshotSource tables;
    private final Map<String, Contract> contracts;
    private final SnapshotWork work;
    private final ChangeReader changes;
    private final Consumer<Throwable> failed;
    private final ReadingPace pace;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread reading;
    private final Thread appending;
    private volatile String pausedBecause;
    private SnapshotWork.Stretch at;
    private TableRows rows;

    /** @param failed told why reading cannot go on as things are */
    SnapshotReader(
            DatabaseSource source,
            SnapshotSource tables,
            List<Contract> contracts,
            SnapshotWork work,
            ChangeReader changes,
            Consumer<Throwable> failed) {
        this.source = source;
        this.tables = tables;
        this.contracts = contracts.stream().collect(Collectors.toMap(Contract::dataset, Function.identity()));
        this.work = work;
        this.changes = changes;
        this.failed = failed;
        this.pace = new ReadingPace(source.budget().rowsPerSecond());
        this.reading = new Thread(this::read, "snapshot-" + source.name());
        this.appending = new Thread(this::append, "snapshot-append-" + source.name());
        reading.start();
        appending.start();
    }

    /** Why nothing is read at the moment; nothing while rows are read. */
    Optional<String> pausedBecause() {
        return Optional.ofNullable(pausedBecause);
    }

    private void read() {
        try {
            // Marks urge a quiet server to show that it sends.
            while (changes.delivered().equals(LogPlace.NOWHERE)) {
                if (end.await(LOOK_EVERY_MILLIS, MILLISECONDS)) {
                    return;
                }
            }
            readTables();
        } catch (SQLException | RuntimeException refused) {
            if (end.getCount() > 0) {
                failed.accept(refused);
            }
        } catch (InterruptedException closing) {
            LOG.debug("Reading of {} was stopped", source);
        } finally {
            closeRows();
        }
    }

    private void readTables() throws SQLException, InterruptedException {
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            awaitVisible(connection);
            for (Optional<SnapshotWork.Stretch> next = work.next(); next.isPresent(); next = work.next()) {
                Optional<String> overload = tables.overload(connection);
                if (overload.isPresent()) {
                    pause(overload.get());
                    continue;
                }
                try {
                    Chunk chunk = chunk(next.get());
                    resume();
                    work.read(next.get(), chunk, tables.watermark(connection));
                    at = new SnapshotWork.Stretch(
                            next.get().dataset(), chunk.after(), next.get().voided());
                    end.await(pace.taken(chunk.rows().size()), MILLISECONDS);
                } catch (SQLException refused) {
                    if (!tables.locked(refused)) {
                        throw refused;
                    }
                    closeRows();
                    pause("somebody else held a lock on the table "
                            + contracts.get(next.get().dataset()).physicalName() + " for more than 5 s");
                }
            }
        }
    }

    /** Rows must show what was committed before the stream's beginning, for it will not. */
    private void awaitVisible(Connection connection) throws SQLException, InterruptedException {
        LogPlace begun = tables.watermark(connection);
        while (end.getCount() > 0 && !tables.shows(connection, begun)) {
            pause("a transaction that stands in the server's log may not be seen yet");
        }
        resume();
    }

    private Chunk chunk(SnapshotWork.Stretch stretch) throws SQLException {
        if (!stretch.equals(at)) {
            closeRows();
            rows = tables.rows(contracts.get(stretch.dataset()), stretch.after());
        }
        Chunk chunk = rows.read(pace.rowsAtOnce());
        pace.learn(chunk);
        return chunk;
    }

    private void pause(String reason) throws InterruptedException {
        if (pausedBecause == null) {
            LOG.info("Reading the rows of {} pauses: {}.", source, reason);
        }
        pausedBecause = reason;
        end.await(PAUSE_MILLIS, MILLISECONDS);
    }

    private void resume() {
        if (pausedBecause != null) {
            LOG.info("Reading the rows of {} goes on.", source);
            pausedBecause = null;
        }
    }

    /** Where the stream is quiet, nobody else appends what has been read. */
    private void append() {
        try {
            while (!end.await(LOOK_EVERY_MILLIS, MILLISECONDS) && work.underWay()) {
                changes.appendRows();
            }
        } catch (InterruptedException closing) {
            LOG.debug("Appending of {} was stopped", source);
        } catch (RuntimeException refused) {
            if (end.getCount() > 0) {
                failed.accept(refused);
            }
        }
    }

    private void closeRows() {
        at = null;
        if (rows != null) {
            try {
                rows.close();
            } catch (SQLException e) {
                LOG.debug("The connection to {} was gone already", source);
            }
            rows = null;
        }
    }

    @Override
    public void close() {
        end.countDown();
        work.close();
        reading.interrupt();
        for (Thread each : List.of(reading, appending)) {
            try {
                each.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
