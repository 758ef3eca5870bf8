package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Changes of the warehouse, each whole or not at all. For one thread. */
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
