package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The publication that names the tables whose changes are sent. Whole rows are published; see docs/decisions/0008. */
final class Publication {
    private final String name;
    private final List<TableName> tables;

    Publication(String name, List<TableName> tables) {
        this.name = name;
        this.tables = List.copyOf(tables);
    }

    /** The statement by which an administrator creates it. */
    String creation() {
        return "CREATE PUBLICATION " + TableName.quoted(name) + " FOR TABLE " + list(tables) + ";";
    }

    /** The statement by which an administrator adds tables. */
    String addition(List<TableName> missing) {
        return "ALTER PUBLICATION " + TableName.quoted(name) + " ADD TABLE " + list(missing) + ";";
    }

    /** Whether it is there at all. */
    boolean exists(Connection connection) throws SQLException {
        return PostgresServer.number(connection, "SELECT oid FROM pg_publication WHERE pubname = ?", name) != null;
    }

    /** Of its tables those that it does not name; also when it is not there. */
    List<TableName> missing(Connection connection) throws SQLException {
        Map<TableName, Long> published = published(connection);
        return tables.stream().filter(table -> !published.containsKey(table)).toList();
    }

    /**
     * Makes it whole where that is allowed.
     *
     * @return the tables that it did not name before
     * @throws CaptureRefused when it is not, and may not be made whole
     */
    List<TableName> complete(Connection connection, boolean mayCreate) throws SQLException {
        List<TableName> missing = missing(connection);
        if (missing.isEmpty()) {
            return missing;
        }
        String statement = exists(connection) ? addition(missing) : creation();
        if (!mayCreate) {
            throw new CaptureRefused(
                    "The publication " + name + " does not name " + list(missing)
                            + ", so changes of it are not sent. Let an administrator run: " + statement
                            + " or set `create-server-objects: true` under `source` in shop.yaml.",
                    false);
        }
        try (Statement creating = connection.createStatement()) {
            creating.execute("SET lock_timeout = '5s'");
            creating.execute(statement);
        }
        return missing;
    }

    /** Which tables it names at present, by what stays the same when they are renamed and changes when they are made anew. */
    String identity(Connection connection) throws SQLException {
        return new LinkedHashMap<>(published(connection))
                .entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    private Map<TableName, Long> published(Connection connection) throws SQLException {
        Map<TableName, Long> published = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT p.schemaname, p.tablename, c.oid FROM pg_publication_tables p JOIN pg_namespace n ON"
                        + " n.nspname = p.schemaname JOIN pg_class c ON c.relnamespace = n.oid AND c.relname ="
                        + " p.tablename WHERE p.pubname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    TableName table = new TableName(rows.getString(1), rows.getString(2));
                    if (tables.contains(table)) {
                        published.put(table, rows.getLong(3));
                    }
                }
            }
        }
        return published;
    }

    private static String list(List<TableName> tables) {
        return tables.stream().map(TableName::quoted).collect(Collectors.joining(", "));
    }
}
