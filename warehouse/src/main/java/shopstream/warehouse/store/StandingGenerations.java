package shopstream.warehouse.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The generations that a warehouse's file holds, told while nobody has it open. */
public final class StandingGenerations {
    private StandingGenerations() {}

    /** @throws WarehouseException when the file cannot be read */
    public static List<Generation> in(Path file) {
        try (Database database = Database.open(file, Database.Limits.DEFAULT);
                Statement statement = database.writer().createStatement()) {
            Ledger.create(statement);
            return new Ledger(database.writer()).generations();
        } catch (SQLException e) {
            throw new WarehouseException(
                    "The warehouse's own notes in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
