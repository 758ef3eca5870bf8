package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Contract;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/** What a kind of server has of its own where its changes are followed. */
interface SourceServer {
    /** When rows are read: only where there is no place to go on from, or also where there is one. */
    enum Snapshot {
        INITIAL,
        ANEW
    }

    /** The server at the other end of {@code source}. */
    static SourceServer of(DatabaseSource source, List<Contract> contracts) {
        return source.kind() == DatabaseSource.Kind.POSTGRESQL
                ? new PostgresServer(source, contracts)
                : new BinaryLogServer(source, contracts);
    }

    /**
     * What is missing of the changes after a place to go on from, as a sentence; nothing when all of them are there.
     *
     * @param kept the place, as Debezium writes it down
     */
    Optional<String> gap(Map<String, ?> kept) throws SQLException;

    /**
     * Sees to it that the server can be followed from where the log's reader stands.
     *
     * @return the snapshot that has to be taken: ANEW when the server has not kept what came after that place
     * @throws CaptureRefused when following is not possible as things are
     */
    Snapshot ready(Snapshot wanted, EventLog eventLog, LogAddress log) throws SQLException;

    /**
     * How Debezium is told to read.
     *
     * @param run part of the name of Debezium's metrics, so that an earlier run's are never taken for this one's
     */
    Properties settings(Snapshot snapshot, LogAddress log, long run) throws SQLException;

    /** How the records of one run tell where they stand. */
    ChangePlaces places();

    /** How it is known what of one run's log has been delivered. */
    Delivery delivery(long run);

    /** Asks how far the log reaches, by the source's own clock. */
    LogHead head(Connection connection) throws SQLException;

    /** Bytes of log that the server keeps for us, when it keeps any for us alone; asked for now and then. */
    default OptionalLong logHeldBack() {
        return OptionalLong.empty();
    }

    /** How values are turned into plain ones. */
    RowValues values();

    /** What changes call the table of a contract. */
    String tableOf(Contract contract);

    /** The table of a change, named as that of its contract. */
    String tableOf(Struct from);
}
