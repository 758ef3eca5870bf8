package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * Changes of the warehouse, each whole or not at all. For one thread.
 *
 * <p>Their SQL is planned anew each time, though that is much of a small batch. A prepared statement of DuckDB (1.5.2) keeps
 * what its planner concluded from the rows of then: no row above the largest, so none now; a sum that fitted.
 */
final class Transactions {

    private final DuckDBConnection connection;

    /** What happens in one transaction. */
    interface Change {
        void make(Statement statement) throws SQLException;
    }

    Transactions(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** @throws WarehouseException naming what could not be done; then nothing of it is */
    void run(String what, Change change) {
        try (Statement statement = connection.createStatement()) {
            change.make(statement);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw new WarehouseException("Cannot " + what + ": " + e.getMessage(), e);
        }
    }
}
