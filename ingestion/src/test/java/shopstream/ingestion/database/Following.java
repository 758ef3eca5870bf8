package shopstream.ingestion.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.ProgressMark;

/** A capture at work in a test, with the log that it writes. */
final class Following implements AutoCloseable {
    private final DatabaseSource source;
    private final List<Contract> contracts;
    private final LogAddress log;
    private final ObjLongConsumer<String> snapshotRows;
    private EventLog eventLog;
    private DatabaseCapture capture;
    private Completeness completeness;

    private Following(
            DatabaseSource source, List<Contract> contracts, LogAddress log, ObjLongConsumer<String> snapshotRows) {
        this.source = source;
        this.contracts = contracts;
        this.log = log;
        this.snapshotRows = snapshotRows;
    }

    static Following of(DatabaseSource source, LogAddress log, Contract... contracts) {
        return of(source, log, (dataset, rows) -> {}, contracts);
    }

    static Following of(
            DatabaseSource source, LogAddress log, ObjLongConsumer<String> snapshotRows, Contract... contracts) {
        Following following = new Following(source, List.of(contracts), log, snapshotRows);
        following.open();
        return following;
    }

    void open() {
        eventLog = new EventLog(log, source.name(), contracts);
        completeness = new Completeness(log);
        capture = DatabaseCapture.start(source, contracts, log, eventLog, snapshotRows, Clock.systemUTC());
    }

    @Override
    public void close() {
        capture.close();
        completeness.close();
        eventLog.close();
    }

    CaptureState state() {
        return capture.state();
    }

    /** Why all rows were read anew since this was opened; empty when they were not. */
    String reread() {
        return capture.reread().map(DatabaseCapture.Reread::reason).orElse("");
    }

    /** What the primary has and the source, a replica, does not; empty when it keeps up. */
    String behindPrimary() {
        return capture.behindPrimary().orElse("");
    }

    Following untilStreaming() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .failFast(this::refuseStopped)
                .until(() -> state() instanceof CaptureState.Streaming);
        return this;
    }

    /** Waits until a mark says that everything committed before now has been read. */
    void untilCaughtUp() {
        untilCaughtUp(Duration.ofSeconds(60));
    }

    void untilCaughtUp(Duration patience) {
        Instant now = Instant.now();
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .failFast(this::refuseStopped)
                .until(() -> mark().filter(mark ->
                                mark.sourceTime() != null && mark.sourceTime().isAfter(now))
                        .isPresent());
    }

    /** The newest progress mark. */
    Optional<ProgressMark> mark() {
        return completeness.newestMark(source.name());
    }

    private void refuseStopped() {
        if (state() instanceof CaptureState.Stopped stopped) {
            throw new AssertionError(stopped);
        }
    }

    Map<String, String> table(String dataset) {
        return new LogTopics(log).table(log.names().dataset(source.name(), dataset));
    }

    /** What was rejected, as it stands in the quarantine. */
    List<String> quarantine() {
        return topics().records(log.names().quarantine()).stream()
                .filter(record -> record.value() != null)
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    EventLog eventLog() {
        return eventLog;
    }

    LogTopics topics() {
        return new LogTopics(log);
    }
}
