package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;

/** What a kind of server has of its own where its changes are followed. */
interface SourceServer {
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
     * Sees to it that the server can be followed.
     *
     * @param fresh datasets of which nothing has been read yet
     * @param known by dataset, the tables that rows have been read from, as {@link #tables} told them; empty where that was
     *     not written down
     * @return whether it has kept all that came after the place where reading goes on, of these tables
     * @throws CaptureRefused when following is not possible as things are
     */
    boolean ready(Set<String> fresh, Map<String, String> known) throws SQLException;

    /**
     * By dataset, what tells a table from another that takes its place under its name without any change of rows that
     * tells of it. Empty where the server's log tells of that. To be asked after {@link #ready}.
     */
    default Map<String, String> tables() {
        return Map.of();
    }

    /**
     * Lets following begin where the server's log ends now, and returns when rows that are read from then on show all that
     * was committed before.
     *
     * @throws CaptureRefused when that takes too long
     */
    void beginAtEnd() throws SQLException;

    /**
     * How Debezium is told to read.
     *
     * @param freshTables whether tables are followed whose definitions it does not know, from a place that it knows
     * @param run part of the name of Debezium's metrics, so that an earlier run's are never taken for this one's
     */
    Properties settings(boolean freshTables, LogAddress log, long run);

    /** How the rows of tables are read. */
    SnapshotSource snapshots();

    /** How the records of one run tell where they stand. */
    ChangePlaces places();

    /** How it is known what of one run's log has been delivered. */
    Delivery delivery(long run);

    /**
     * Asks how far the log reaches, and up to when that is all that the shop has done, by the source's own clock; nothing
     * while that cannot be told.
     */
    Optional<LogHead> head(Connection connection) throws SQLException;

    /** What the shop's primary has and this server does not, as a sentence; asked for now and then. */
    default Optional<String> behindPrimary() {
        return Optional.empty();
    }

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
