package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.Contract;

/** What a kind of server has of its own where the rows of its tables are read beside its changes. */
interface SnapshotSource {
    /** The contracts' datasets, those of small tables first: what lines refer to is then there before them. */
    List<String> smallestFirst(Connection connection, List<Contract> contracts) throws SQLException;

    /** Begins to read a table behind a key, see {@link Chunk#after}; at its beginning when that is empty. */
    TableRows rows(Contract contract, List<String> after) throws SQLException;

    /** How far the log reaches now. Where nothing of ours changes, it is made to show that place. */
    LogPlace watermark(Connection connection) throws SQLException;

    /**
     * Whether rows that are read now show whatever was committed before a place of the log: a transaction stands in the log
     * a little before others see it.
     */
    boolean shows(Connection connection, LogPlace place) throws SQLException;

    /** Why reading has to pause, by the budget; nothing when it may go on. */
    Optional<String> overload(Connection connection) throws SQLException;

    /** Whether a statement failed because somebody else holds a lock. */
    boolean locked(SQLException failure);
}
