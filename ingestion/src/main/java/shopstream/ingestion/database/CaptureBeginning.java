package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import shopstream.contracts.Contract;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.OpenSnapshot;

/** Where following begins or goes on, and what of the tables is still to be read. */
final class CaptureBeginning {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseSource source;
    private final SourceServer server;
    private final List<Contract> contracts;
    private final LogAddress log;
    private final EventLog eventLog;
    private final RowOrigins origins;
    private final Consumer<String> reread;

    /** @param reread told why all rows are read anew */
    CaptureBeginning(
            DatabaseSource source,
            SourceServer server,
            List<Contract> contracts,
            LogAddress log,
            EventLog eventLog,
            Consumer<String> reread) {
        this.source = source;
        this.server = server;
        this.contracts = List.copyOf(contracts);
        this.log = log;
        this.eventLog = eventLog;
        this.origins = new RowOrigins(source, contracts);
        this.reread = reread;
    }

    /**
     * Where no place is known from which changes go on, changes are missing behind it, or rows were read from other tables or
     * judged by other contracts, a new epoch begins: changes are followed from the end of the source's log, and all rows
     * are read meanwhile.
     *
     * @return whether tables are new while the place to go on from is known
     */
    boolean prepare() throws SQLException {
        eventLog.recover();
        OpenSnapshot open = eventLog.snapshot();
        Set<String> fresh = open.tables().entrySet().stream()
                .filter(table -> table.getValue().after().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Optional<String> missing = open.needed() ? Optional.empty() : missing(open.origins());
        boolean kept = server.ready(fresh, RowOrigins.tables(open.origins()));
        Map<String, String> readFrom = origins.of(server.tables());
        if (kept && missing.isEmpty() && !open.needed()) {
            eventLog.readFrom(readFrom);
            return eventLog.added().stream().anyMatch(fresh::contains);
        }
        boolean anythingWasRead = fresh.size() < contracts.size();
        if (!open.needed() && anythingWasRead) {
            reread.accept(
                    missing.orElse("The server has not kept what came after the place where reading had stopped: a slot"
                            + " is gone or was given up, or a table was not published or is another one."));
        }
        KeptPlace.forget(source, log);
        server.beginAtEnd();
        eventLog.beginSnapshot(readFrom);
        return false;
    }

    private Optional<String> missing(Map<String, String> readFrom) throws SQLException {
        Optional<String> judgedOtherwise = origins.judgedOtherwise(readFrom);
        if (judgedOtherwise.isPresent()) {
            return judgedOtherwise;
        }
        Optional<Map<String, Object>> place = KeptPlace.read(source, log);
        return place.isEmpty()
                ? Optional.of("No place is known any more from which changes could be followed.")
                : server.gap(place.get());
    }

    /** What is still to be read of the tables, in the order in which that is done. */
    SnapshotWork work() throws SQLException {
        OpenSnapshot open = eventLog.snapshot();
        if (open.tables().isEmpty()) {
            return new SnapshotWork(List.of(), open);
        }
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            List<String> order = server.snapshots().smallestFirst(connection, contracts).stream()
                    .filter(open.tables()::containsKey)
                    .toList();
            return new SnapshotWork(order, open);
        }
    }
}
