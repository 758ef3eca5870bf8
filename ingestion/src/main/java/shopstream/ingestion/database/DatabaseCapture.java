package shopstream.ingestion.database;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Contract;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/**
 * Follows a database for as long as it is open: every change, and at first all rows beside them. A source that goes away is tried
 * again until it is back; nothing is lost meanwhile, since the place to go on from is kept in the log's store.
 */
public final class DatabaseCapture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCapture.class);
    private static final AtomicLong RUNS = new AtomicLong();

    private final DatabaseSource source;
    private final SourceServer server;
    private final List<Contract> contracts;
    private final LogAddress log;
    private final EventLog eventLog;
    private final CaptureBeginning beginning;
    private final ObjLongConsumer<String> snapshotRows;
    private final Clock clock;
    private final AtomicReference<CaptureState> state = new AtomicReference<>(new CaptureState.Starting());
    private final AtomicReference<String> suspicion = new AtomicReference<>();
    private final AtomicReference<SnapshotNeeded> anew = new AtomicReference<>();
    private final ProgressMarks marks;
    private final Thread runner;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private volatile Reread reread;
    private volatile SnapshotReader snapshot;
    private volatile boolean closed;

    /** That all rows were read anew, or are being, and why. */
    public record Reread(Instant since, String reason) {}

    private DatabaseCapture(
            DatabaseSource source,
            List<Contract> contracts,
            LogAddress log,
            EventLog eventLog,
            ObjLongConsumer<String> snapshotRows,
            Clock clock) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.server = SourceServer.of(source, this.contracts);
        this.log = log;
        this.eventLog = eventLog;
        this.beginning = new CaptureBeginning(source, server, this.contracts, log, eventLog, this::sayReread);
        this.snapshotRows = snapshotRows;
        this.clock = clock;
        this.marks = new ProgressMarks(source, server, eventLog, this::suspect, this::readAnew);
        this.runner = new Thread(this::run, "capture-" + source.name());
    }

    /**
     * Starts following the tables of {@code contracts}, which must be there; see {@link SourceInspection}.
     *
     * @param snapshotRows told the dataset and the rows of it read so far, while the snapshot is taken
     */
    public static DatabaseCapture start(
            DatabaseSource source,
            List<Contract> contracts,
            LogAddress log,
            EventLog eventLog,
            ObjLongConsumer<String> snapshotRows,
            Clock clock) {
        DatabaseCapture capture = new DatabaseCapture(source, contracts, log, eventLog, snapshotRows, clock);
        capture.runner.start();
        return capture;
    }

    public CaptureState state() {
        return state.get();
    }

    /** Bytes of its log that the source keeps for this capture alone; empty where it keeps none. */
    public OptionalLong logHeldBack() {
        return server.logHeldBack();
    }

    /** What the shop's primary has and the source, a replica, does not, as a sentence; nothing while it keeps up. */
    public Optional<String> behindPrimary() {
        return server.behindPrimary();
    }

    /** The last time that all rows had to be read anew since this was started. */
    public Optional<Reread> reread() {
        return Optional.ofNullable(reread);
    }

    private void run() {
        RetryPause pause = new RetryPause();
        while (!closed) {
            Instant begun = clock.instant();
            Ending ending = follow();
            if (closed) {
                return;
            }
            if (ending.anew().isPresent()) {
                sayReread(ending.anew().get().getMessage());
                state.set(new CaptureState.Snapshot(Optional.empty()));
                continue;
            }
            CaptureFailure failure = ending.failure();
            if (failure.lasting()) {
                state.set(new CaptureState.Stopped(failure.sentence()));
                return;
            }
            disconnected(failure.sentence());
            try {
                if (end.await(pause.after(Duration.between(begun, clock.instant())), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** How following came to an end. */
    private record Ending(CaptureFailure failure, Optional<SnapshotNeeded> anew) {}

    /** Runs Debezium until it ends, and says why it did. */
    private Ending follow() {
        AtomicReference<Throwable> cause = new AtomicReference<>();
        AtomicReference<String> said = new AtomicReference<>();
        try {
            anew.set(null);
            boolean freshTables = beginning.prepare();
            long run = RUNS.incrementAndGet();
            SnapshotWork work = beginning.work();
            SnapshotRows rows = new SnapshotRows(source, eventLog, work, contracts, snapshotRows);
            ChangeReader reader = new ChangeReader(source, server, contracts, eventLog, server.delivery(run), rows);
            DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> started = DebeziumEngine.create(Connect.class)
                    .using(server.settings(freshTables, log, run))
                    .using((success, message, error) -> {
                        said.set(message);
                        cause.compareAndSet(null, error);
                    })
                    .notifying((records, committer) -> {
                        try {
                            take(records, committer, reader);
                        } catch (SnapshotNeeded needed) {
                            // Debezium would not tell of the change again: its schema has it already.
                            needSnapshot(needed);
                            throw needed;
                        } catch (RuntimeException failed) {
                            cause.compareAndSet(null, failed);
                            throw failed;
                        }
                    })
                    .build();
            engine = started;
            if (!closed) {
                marks.follow(reader, server.delivery(run));
                if (work.underWay()) {
                    snapshot = new SnapshotReader(
                            source, server.snapshots(), contracts, work, reader, this::cannotReadRows);
                }
                started.run();
            }
        } catch (SQLException | RuntimeException e) {
            cause.compareAndSet(null, e);
        } finally {
            marks.pause();
            stopEngine();
            stopSnapshot();
        }
        CaptureFailure.purged(source, said.get(), cause.get()).ifPresent(this::needSnapshot);
        String suspected = suspicion.getAndSet(null);
        CaptureFailure failure = suspected == null
                ? CaptureFailure.of(source, said.get(), cause.get())
                : new CaptureFailure(suspected, false);
        if (!closed && anew.get() == null) {
            LOG.warn("Capture of {} was interrupted: {}", source, failure.sentence());
            LOG.debug("It was interrupted by", cause.get());
        }
        return new Ending(failure, Optional.ofNullable(anew.get()));
    }

    private CaptureState reading(ChangeReader reader) {
        SnapshotReader reading = snapshot;
        return reader.inSnapshot()
                ? new CaptureState.Snapshot(reading == null ? Optional.empty() : reading.pausedBecause())
                : new CaptureState.Streaming();
    }

    private void sayReread(String reason) {
        LOG.warn("All rows of {} are read anew. {}", source, reason);
        reread = new Reread(clock.instant(), reason);
    }

    private void take(
            List<ChangeEvent<SourceRecord, SourceRecord>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer,
            ChangeReader reader)
            throws InterruptedException {
        ChangeEvent<SourceRecord, SourceRecord> resumable = null;
        for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
            reader.read(record.value());
            resumable = reader.resumable() ? record : resumable;
        }
        eventLog.flush();
        state.set(reading(reader));
        // One place to go on from stands for all before it.
        if (resumable != null) {
            committer.markProcessed(resumable);
        }
        committer.markBatchFinished();
    }

    /** The connection is dead without saying so: Debezium would wait for ever. */
    private void suspect(String reason) {
        suspicion.set(reason);
        disconnected(reason);
        stopEngine();
    }

    /** The tables are no longer those that were read. */
    private void readAnew(SnapshotNeeded needed) {
        needSnapshot(needed);
        stopEngine();
    }

    private void needSnapshot(SnapshotNeeded needed) {
        eventLog.needSnapshot();
        anew.set(needed);
    }

    /** Following ends too, and both are tried again. */
    private void cannotReadRows(Throwable reason) {
        suspect(CaptureFailure.of(source, null, reason).sentence());
    }

    private void disconnected(String message) {
        state.updateAndGet(before -> before instanceof CaptureState.Disconnected already
                ? new CaptureState.Disconnected(already.since(), message)
                : new CaptureState.Disconnected(clock.instant(), message));
    }

    private void stopEngine() {
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> running = engine;
        if (running != null) {
            engine = null;
            try {
                running.close();
            } catch (IOException | IllegalStateException e) {
                LOG.debug("Debezium did not close: {}", e.getMessage());
            }
        }
    }

    private void stopSnapshot() {
        SnapshotReader reading = snapshot;
        if (reading != null) {
            snapshot = null;
            reading.close();
        }
    }

    /** Stops following; what has been read is durable and will not be read again. */
    @Override
    public void close() {
        closed = true;
        end.countDown();
        // First, or it would go on reading while Debezium takes its seconds to stop.
        stopSnapshot();
        marks.close();
        stopEngine();
        runner.interrupt();
        try {
            runner.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.set(new CaptureState.Stopped("Shopstream was stopped."));
    }
}
