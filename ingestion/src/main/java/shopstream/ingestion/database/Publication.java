package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The publication that names the tables whose changes are sent. Whole rows are published; see docs/decisions/0008. */
final class Publication {
    /** So that changes of a divided table come under its name, not under its partitions'. */
    private static final String VIA_ROOT = "publish_via_partition_root = true";

    /** To publish takes a lock that waits for whoever alters the table, and behind which others would wait. */
    static final String LOCK_TIMEOUT = "SET lock_timeout = '5s'";

    private final String name;
    private final List<TableName> tables;

    Publication(String name, List<TableName> tables) {
        this.name = name;
        this.tables = List.copyOf(tables);
    }

    /** The statement by which an administrator creates it. */
    String creation() {
        return "CREATE PUBLICATION " + TableName.quoted(name) + " FOR TABLE " + list(tables) + " WITH (" + VIA_ROOT
                + ");";
    }

    /** Whether it is there at all. */
    boolean exists(Connection connection) throws SQLException {
        return PostgresServer.number(connection, "SELECT oid FROM pg_publication WHERE pubname = ?", name) != null;
    }

    /** Of its tables those that it does not name; also when it is not there. */
    List<TableName> missing(Connection connection) throws SQLException {
        Set<TableName> named = named(
                connection,
                "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ? UNION SELECT n.nspname, c.relname"
                        + " FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid JOIN pg_class c ON c.oid ="
                        + " r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE p.pubname = ?");
        return tables.stream().filter(table -> !named.contains(table)).toList();
    }

    /** The statements that make it whole; none when it is. */
    List<String> completion(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return tables.isEmpty() ? List.of() : List.of(creation());
        }
        List<String> statements = new ArrayList<>();
        List<TableName> missing = missing(connection);
        if (!missing.isEmpty()) {
            statements.add("ALTER PUBLICATION " + TableName.quoted(name) + " ADD TABLE " + list(missing) + ";");
        }
        Set<TableName> divided = named(
                connection,
                "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind ="
                        + " 'p' AND EXISTS (SELECT FROM pg_publication WHERE pubname = ? AND NOT pubviaroot)");
        if (tables.stream().anyMatch(divided::contains)) {
            statements.add("ALTER PUBLICATION " + TableName.quoted(name) + " SET (" + VIA_ROOT + ");");
        }
        return statements;
    }

    /**
     * Makes it whole where that is allowed.
     *
     * @return whether there was anything to be done
     * @throws CaptureRefused when it may not be made whole, or a table would refuse changes from then on
     */
    boolean complete(Connection connection, boolean mayCreate) throws SQLException {
        List<String> statements = completion(connection);
        if (statements.isEmpty()) {
            return false;
        }
        if (!mayCreate) {
            throw new CaptureRefused(
                    "The publication " + name + " does not send all changes of " + list(tables)
                            + ". Let an administrator run: " + String.join(" ", statements)
                            + " or set `create-server-objects: true` under `source` in shop.yaml.",
                    false);
        }
        for (TableName table : missing(connection)) {
            refuseToStop(connection, table);
        }
        try (Statement creating = connection.createStatement()) {
            creating.execute(LOCK_TIMEOUT);
            for (String statement : statements) {
                creating.execute(statement);
            }
        }
        return true;
    }

    private static void refuseToStop(Connection connection, TableName table) throws SQLException {
        for (ReplicaIdentity identity : ReplicaIdentity.of(connection, table)) {
            if (!identity.allowsChanges()) {
                throw new CaptureRefused(
                        "The table " + identity.table()
                                + " is not published: the shop could not change its rows any more,"
                                + " since its REPLICA IDENTITY is " + identity.words() + ". Let its owner run: "
                                + LOCK_TIMEOUT
                                + "; ALTER TABLE " + identity.table().quoted() + " REPLICA IDENTITY FULL;",
                        false);
            }
        }
    }

    private Set<TableName> named(Connection connection, String question) throws SQLException {
        Set<TableName> named = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, name);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    named.add(new TableName(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return named;
    }

    private static String list(List<TableName> tables) {
        return tables.stream().map(TableName::quoted).collect(Collectors.joining(", "));
    }
}
