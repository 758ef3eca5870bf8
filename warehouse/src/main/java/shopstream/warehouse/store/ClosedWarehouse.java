package shopstream.warehouse.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;
import shopstream.contracts.PersonalNames;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/** A warehouse whose file nobody has open, as the program left it. */
public final class ClosedWarehouse implements ShownWarehouse {
    private final Path file;
    private final PersonalNames personal;

    /** @param personal what no mart gives out */
    public ClosedWarehouse(Path file, PersonalNames personal) {
        this.file = file;
        this.personal = personal;
    }

    /** The marts that it shows. */
    public List<MartDeclaration> marts() {
        return read((connection, marts) -> marts);
    }

    @Override
    public List<ShownColumn> columns() {
        return read((connection, marts) -> WarehouseCopy.columns(connection, marts, personal));
    }

    @Override
    public void copy(Path copy) {
        read((connection, marts) -> {
            WarehouseCopy.write(connection, marts, personal, copy);
            return copy;
        });
    }

    private interface Reading<T> {
        T read(DuckDBConnection connection, List<MartDeclaration> marts) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ATTACH " + WarehouseCopy.text(file.toString()) + " AS shop (READ_ONLY)");
                statement.execute("USE shop");
            }
            return reading.read(connection, Generation.shown(new Ledger(connection).generations()));
        } catch (SQLException e) {
            throw new WarehouseException(
                    "The warehouse " + file + " cannot be read: " + e.getMessage()
                            + "; start the program on it, which makes a damaged one anew",
                    e);
        }
    }
}
