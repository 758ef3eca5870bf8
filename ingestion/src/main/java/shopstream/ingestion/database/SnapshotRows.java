package shopstream.ingestion.database;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.OpenSnapshot;

/**
 * Appends the rows that were read from tables, between the changes that were streamed before they were read and those after.
 * Used under the lock of {@link ChangeReader}.
 */
final class SnapshotRows {
    private static final long KEPT_EVERY_MILLIS = 1_000;

    private final DatabaseSource source;
    private final EventLog eventLog;
    private final SnapshotWork work;
    private final Map<String, ContractCheck> checks;
    private final ObjLongConsumer<String> told;
    private long keptAt = System.currentTimeMillis();

    /**
     * @param told the dataset and the rows of it that have been read
     */
    SnapshotRows(
            DatabaseSource source,
            EventLog eventLog,
            SnapshotWork work,
            List<Contract> contracts,
            ObjLongConsumer<String> told) {
        this.source = source;
        this.eventLog = eventLog;
        this.work = work;
        this.checks = contracts.stream()
                .collect(Collectors.toMap(Contract::dataset, contract -> ChangeReader.check(source, contract)));
        this.told = told;
    }

    /**
     * Appends every chunk whose time has come.
     *
     * @param between all changes appended so far stand before this place, all others behind it
     * @param delivered everything before this place has been appended
     */
    void append(LogPlace between, LogPlace delivered) {
        for (Optional<SnapshotWork.Waiting> first = work.first(); first.isPresent(); first = work.first()) {
            SnapshotWork.Waiting chunk = first.get();
            Optional<Position> place = freePlace(between);
            if (chunk.readBy().compareTo(delivered) > 0 || place.isEmpty()) {
                return;
            }
            append(chunk, place.get());
        }
    }

    boolean anyWaiting() {
        return work.first().isPresent();
    }

    boolean underWay() {
        return work.underWay();
    }

    /** The table is empty from there on, and what was read of it before is no longer true. */
    void truncated(String dataset) {
        work.voidUnappended(dataset);
    }

    /** Behind everything in the log, before every change to come; nothing when there is no such place yet. */
    private Optional<Position> freePlace(LogPlace between) {
        Position first = Position.snapshot(eventLog.epoch(), between.file(), between.offset(), 0, 0, 0);
        Position newest = eventLog.newestPosition().orElse(null);
        if (newest == null || newest.compareTo(first) < 0) {
            return Optional.of(first);
        }
        boolean sameGap = !newest.streamed()
                && newest.epoch() == first.epoch()
                && newest.logFile() == first.logFile()
                && newest.logOffset() == first.logOffset();
        return sameGap
                ? Optional.of(
                        Position.snapshot(first.epoch(), first.logFile(), first.logOffset(), 0, newest.chunk() + 1, 0))
                : Optional.empty();
    }

    private void append(SnapshotWork.Waiting waiting, Position place) {
        ContractCheck check = checks.get(waiting.dataset());
        String table = check.contract().physicalName();
        String text = table + " at the snapshot's chunk " + place.chunk() + " of epoch " + place.epoch();
        Instant now = Instant.now();
        long number = 0;
        for (Map<String, Object> row : waiting.chunk().rows()) {
            Position position =
                    Position.snapshot(place.epoch(), place.logFile(), place.logOffset(), 0, place.chunk(), ++number);
            eventLog.appendRow(check.check(row, new Origin(source.name(), position, now, Operation.READ, "", text)));
        }
        OpenSnapshot.Table reached = work.reachedBy(waiting);
        told.accept(waiting.dataset(), reached.rows());
        eventLog.advanceSnapshot(waiting.dataset(), reached);
        if (waiting.chunk().last()) {
            eventLog.endSnapshot(waiting.dataset());
        } else if (System.currentTimeMillis() - keptAt > KEPT_EVERY_MILLIS) {
            keptAt = System.currentTimeMillis();
            eventLog.keepSnapshot();
        }
        // Only now: as soon as nothing is under way, all is claimed to be there, and what went to be gone.
        work.appended();
    }
}
