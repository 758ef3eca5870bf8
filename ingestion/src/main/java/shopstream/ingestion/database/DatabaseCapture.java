package shopstream.ingestion.database;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Contract;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/**
 * Follows a database for as long as it is open: all rows first, then every change. A source that goes away is tried
 * again until it is back; nothing is lost meanwhile, since the place to go on from is kept in the log's store.
 */
public final class DatabaseCapture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCapture.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DatabaseSource source;
    private final List<Contract> contracts;
    private final LogAddress log;
    private final EventLog eventLog;
    private final ObjLongConsumer<String> snapshotRows;
    private final Clock clock;
    private final AtomicReference<CaptureState> state = new AtomicReference<>(new CaptureState.Starting());
    private final ProgressMarks marks;
    private final Thread runner;
    private volatile DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private volatile boolean closed;

    private DatabaseCapture(
            DatabaseSource source,
            List<Contract> contracts,
            LogAddress log,
            EventLog eventLog,
            ObjLongConsumer<String> snapshotRows,
            Clock clock) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.log = log;
        this.eventLog = eventLog;
        this.snapshotRows = snapshotRows;
        this.clock = clock;
        this.marks = new ProgressMarks(source, eventLog, this::suspect);
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

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            Instant begun = clock.instant();
            String failure = follow();
            if (closed) {
                return;
            }
            if (Duration.between(begun, clock.instant()).compareTo(LONGEST_PAUSE.multipliedBy(2)) > 0) {
                pause = FIRST_PAUSE;
            }
            disconnected(failure);
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Runs Debezium until it ends, and says why it did. */
    private String follow() {
        ChangeReader reader = new ChangeReader(source, contracts, eventLog, snapshotRows);
        AtomicReference<String> failure = new AtomicReference<>("The connection ended");
        Properties settings = ConnectorSettings.of(source, contracts, log);
        try {
            DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> started = DebeziumEngine.create(Connect.class)
                    .using(settings)
                    .using((success, message, error) -> {
                        if (!success) {
                            LOG.warn("Capture of {} ended: {}", source, message, error);
                            failure.set(rootMessage(message, error));
                        }
                    })
                    .notifying((records, committer) -> {
                        for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
                            reader.read(record.value());
                        }
                        eventLog.flush();
                        state.set(reader.inSnapshot() ? new CaptureState.Snapshot() : new CaptureState.Streaming());
                        for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
                            committer.markProcessed(record);
                        }
                        committer.markBatchFinished();
                    })
                    .build();
            engine = started;
            if (!closed) {
                marks.follow(reader);
                started.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("Capture of {} failed", source, e);
            failure.set(rootMessage(e.getMessage(), e));
        } finally {
            marks.pause();
            stopEngine();
        }
        return failure.get();
    }

    /** The stream has been silent although the server sends heartbeats: the connection is dead without saying so. */
    private void suspect(String reason) {
        LOG.warn("Capture of {} is started anew: {}", source, reason);
        disconnected(reason);
        stopEngine();
    }

    private void disconnected(String message) {
        state.updateAndGet(before -> before instanceof CaptureState.Disconnected already
                ? new CaptureState.Disconnected(already.since(), message)
                : new CaptureState.Disconnected(clock.instant(), message));
    }

    private static String rootMessage(String message, Throwable error) {
        Throwable root = error;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null || root.getMessage() == null ? message : root.getMessage();
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

    /** Stops following; what has been read is durable and will not be read again. */
    @Override
    public void close() {
        closed = true;
        marks.close();
        stopEngine();
        runner.interrupt();
        try {
            runner.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.set(new CaptureState.Stopped("The program was stopped"));
    }
}
