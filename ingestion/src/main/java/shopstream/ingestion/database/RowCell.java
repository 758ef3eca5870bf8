package shopstream.ingestion.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one value of a row as the plain value that a change would bring: {@link RowValues} for rows. */
@FunctionalInterface
interface RowCell {
    Object read(ResultSet row, int column) throws SQLException;
}
