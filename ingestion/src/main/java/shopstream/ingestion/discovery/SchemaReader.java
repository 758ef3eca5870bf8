package shopstream.ingestion.discovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a database's metadata and a bounded number of rows of every table, in a read-only session whose statements time
 * out. No table is read as a whole, whatever its size.
 */
public final class SchemaReader {
    private SchemaReader() {}

    /**
     * @param progress told the table that is looked at
     * @throws DiscoveryFailure when the database cannot be reached, or shows no tables to this user
     */
    public static SchemaReading read(DatabaseAddress address, String user, String password, Consumer<String> progress) {
        try (Connection connection = ReadOnlyConnection.open(address, user, password)) {
            Asking asking = new Asking(connection);
            Catalog catalog = new Catalog(address, asking);
            String schema = catalog.schema();
            List<TableReading> described = catalog.tables(schema);
            Sampling sampling = new Sampling(address, schema, asking, described.size());
            List<TableReading> tables = new ArrayList<>();
            for (TableReading table : described) {
                progress.accept(table.name());
                tables.add(sampling.of(table));
            }
            if (tables.isEmpty()) {
                throw nothing(address, schema, user);
            }
            List<ForeignKey> keys = new ArrayList<>();
            DeclaredKeys declared = new DeclaredKeys(address, schema, asking);
            for (TableReading table : tables) {
                keys.addAll(declared.foreign(table.name()));
            }
            return new SchemaReading(
                    address,
                    schema,
                    catalog.zone(),
                    catalog.now(),
                    tables,
                    keys,
                    references(keys, sampling, schema, tables),
                    asking.statements());
        } catch (SQLException failed) {
            throw new DiscoveryFailure(
                    "Reading " + address + " failed: " + failed.getMessage() + ".",
                    "Check that the server still runs and that '" + user + "' may SELECT, then run it again.");
        }
    }

    private static List<ReferenceReading> references(
            List<ForeignKey> keys, Sampling sampling, String schema, List<TableReading> tables) throws SQLException {
        List<ReferenceReading> references = new ArrayList<>();
        Set<String> declared = new HashSet<>();
        for (ForeignKey key : keys) {
            // Longer ones tell nothing that one of their columns does not.
            String column = key.columns().get(0);
            if (key.columns().size() == 1 && declared.add(key.table() + "." + column) && key.within(schema, tables)) {
                references.add(new ReferenceReading(
                        key.table(), column, key.target(), key.targetColumns().get(0), true, 0, 0));
            }
        }
        for (ReferenceReading guess : ReferenceGuess.of(tables)) {
            if (!declared.contains(guess.table() + "." + guess.column())) {
                references.add(sampling.contained(guess, tables));
            }
        }
        return references;
    }

    private static DiscoveryFailure nothing(DatabaseAddress address, String schema, String user) {
        String grant = address.postgresql()
                ? "GRANT USAGE ON SCHEMA " + schema + " TO " + user + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema
                        + " TO " + user + ";"
                : "GRANT SELECT ON `" + schema + "`.* TO '" + user + "'@'%';";
        return new DiscoveryFailure(
                "The user '" + user + "' sees no table in " + (address.postgresql() ? schema + " of " : "") + address
                        + ": there are none, or it may not read them.",
                "Let an administrator run: " + grant
                        + (address.postgresql() ? " Another schema is chosen with ?currentSchema=NAME." : ""));
    }
}
