package shopstream.ingestion.database;

import java.sql.SQLException;

/** Reads a table's rows, chunk by chunk in the order of its key. No row stays locked. */
interface TableRows extends AutoCloseable {
    /** The next rows, at most so many. */
    Chunk read(int atMost) throws SQLException;

    @Override
    void close() throws SQLException;
}
