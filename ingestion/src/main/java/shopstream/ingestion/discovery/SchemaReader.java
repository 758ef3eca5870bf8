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
 * out. Of tables that sales may be made of, the server is asked for a few single values among all rows, as long as it
 * answers in time.
 */
public final class SchemaReader {
    private final DatabaseAddress address;
    private final Asking asking;
    private final Catalog catalog;
    private final String schema;
    private final List<String> others;
    private final QuotedNames names;
    private final DeclaredKeys keys;

    private SchemaReader(DatabaseAddress address, Connection connection) throws SQLException {
        this.address = address;
        this.asking = new Asking(connection);
        this.catalog = new Catalog(address, asking);
        List<String> schemas = catalog.schemas();
        this.schema = catalog.schema(schemas);
        this.others = schemas.stream().filter(name -> !name.equals(schema)).toList();
        this.names = new QuotedNames(address.postgresql(), schema);
        this.keys = new DeclaredKeys(address, schema, asking);
    }

    /**
     * @param progress told the table that is looked at
     * @throws DiscoveryFailure when the database cannot be reached, or shows no tables to this user
     */
    public static SchemaReading read(DatabaseAddress address, String user, String password, Consumer<String> progress) {
        try (Connection connection = ReadOnlyConnection.open(address, user, password)) {
            return new SchemaReader(address, connection).reading(user, progress);
        } catch (SQLException failed) {
            throw new DiscoveryFailure(
                    "Reading " + address + " failed: " + failed.getMessage() + ".",
                    "Check that the server still runs and that '" + user + "' may SELECT, then run it again.");
        }
    }

    private SchemaReading reading(String user, Consumer<String> progress) throws SQLException {
        List<TableReading> described = catalog.tables(schema, keys);
        if (described.isEmpty()) {
            throw nothing(user);
        }
        Sampling sampling = new Sampling(names, asking, described.size());
        List<TableReading> tables = new ArrayList<>();
        List<ForeignKey> foreign = new ArrayList<>();
        for (TableReading table : described) {
            progress.accept(table.name());
            tables.add(sampling.of(table));
            foreign.addAll(keys.foreign(table.name()));
        }
        List<ReferenceReading> references = references(foreign, sampling, tables);
        SchemaReading sampled = new SchemaReading(
                address,
                schema,
                others,
                catalog.zone(),
                catalog.now(),
                tables,
                foreign,
                references,
                asking.statements());
        return asked(sampled, progress);
    }

    /** Of the tables that sales may be made of, all rows are asked what the sample cannot tell. */
    private SchemaReading asked(SchemaReading sampled, Consumer<String> progress) throws SQLException {
        RoleSearch search = new RoleSearch(sampled, RoleSearch.Chosen.NOTHING);
        Census census = new Census(names, asking);
        SchemaReading schema = sampled;
        for (TableReading orders : search.possibleOrders()) {
            progress.accept(orders.name());
            schema = schema.with(census.orders(schema.table(orders.name())));
        }
        for (TableReading goods : search.possibleGoods()) {
            progress.accept(goods.name());
            schema = schema.with(census.goods(schema, schema.table(goods.name())));
        }
        return schema.withStatements(asking.statements());
    }

    private List<ReferenceReading> references(List<ForeignKey> foreign, Sampling sampling, List<TableReading> tables)
            throws SQLException {
        List<ReferenceReading> references = new ArrayList<>();
        Set<String> declared = new HashSet<>();
        Set<String> followed = new HashSet<>();
        for (ForeignKey key : foreign) {
            // Longer ones tell nothing that one of their columns does not.
            if (key.columns().size() == 1) {
                String column = key.table() + "." + key.columns().get(0);
                declared.add(column);
                if (key.within(schema, tables) && followed.add(column)) {
                    references.add(declared(key));
                }
            }
        }
        for (ReferenceReading guess : ReferenceGuess.of(tables)) {
            if (!declared.contains(guess.table() + "." + guess.column())) {
                references.add(sampling.contained(guess, tables));
            }
        }
        return references;
    }

    private ReferenceReading declared(ForeignKey key) throws SQLException {
        String column = key.targetColumns().get(0);
        // MariaDB and MySQL let a key refer to a column of which they only have an index.
        boolean toOne = keys.unique(key.target(), column);
        return new ReferenceReading(key.table(), key.columns().get(0), key.target(), column, true, toOne, 0, 0);
    }

    private DiscoveryFailure nothing(String user) {
        String grant = address.postgresql()
                ? "GRANT USAGE ON SCHEMA " + schema + " TO " + user + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema
                        + " TO " + user + ";"
                : "GRANT SELECT ON `" + schema + "`.* TO '" + user + "'@'%';";
        String elsewhere = others.isEmpty()
                ? ""
                : " Or choose another schema, of " + String.join(", ", others) + ": --url "
                        + address.in(others.get(0)).url();
        return new DiscoveryFailure(
                "The user '" + user + "' sees no table in " + (address.postgresql() ? schema + " of " : "") + address
                        + ": there are none, or it may not read them.",
                "Let an administrator run: " + grant + elsewhere);
    }
}
