package shopstream.warehouse.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;

/** A seed as a table of its own, every column text. */
final class SeedTable {

    private SeedTable() {}

    /** Puts the seed's rows in place of what was there, within the connection's transaction. */
    static void load(Connection connection, Seed seed) throws SQLException {
        String table = "main.\"" + seed.name() + "\"";
        String columns =
                seed.columns().stream().map(c -> "\"" + c + "\" VARCHAR").collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + table + " (" + columns + ")");
        }
        String marks = seed.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (List<String> row : seed.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setString(i + 1, row.get(i));
                }
                insert.execute();
            }
        }
    }
}
