package shopstream.warehouse.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.PersonalNames;
import shopstream.eventlog.MartDeclaration;

/**
 * What a warehouse shows, for others: its marts, seeds and measures as they were at one moment, in a DuckDB file of its own.
 * Whoever reads that file can neither hold up nor damage the warehouse.
 */
public final class WarehouseCopy {
    private static final String COPY = "shown_copy";
    private static final String FORM = "shown_form";

    private final Connection connection;
    private final List<MartDeclaration> marts;
    private final PersonalNames personal;
    private final String into;
    private final String rows;

    /**
     * @param into the database that is filled
     * @param rows ends the statement that makes a table of a selection: with its rows, or without
     */
    private WarehouseCopy(
            Connection connection, List<MartDeclaration> marts, PersonalNames personal, String into, String rows) {
        this.connection = connection;
        this.marts = marts;
        this.personal = personal;
        this.into = into;
        this.rows = rows;
    }

    /** A column that the warehouse shows, in the order of its table. */
    public record ShownColumn(String table, String name, String type) {}

    /**
     * Copies.
     *
     * @param connection of nobody else's
     * @param marts that are shown
     * @param personal what no mart gives out
     * @param file that is not there yet
     */
    static void write(Connection connection, List<MartDeclaration> marts, PersonalNames personal, Path file)
            throws SQLException {
        new WarehouseCopy(connection, marts, personal, COPY, "").fill(file.toString(), statement -> null);
    }

    /**
     * What a copy would show, told from one without rows, in memory: it takes no time and no room.
     *
     * @param connection of nobody else's
     */
    static List<ShownColumn> columns(Connection connection, List<MartDeclaration> marts, PersonalNames personal)
            throws SQLException {
        return new WarehouseCopy(connection, marts, personal, FORM, " WITH NO DATA")
                .fill(":memory:", statement -> columns(statement, FORM));
    }

    private static List<ShownColumn> columns(Statement statement, String database) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT table_name, column_name, data_type FROM"
                + " duckdb_columns() WHERE database_name = '" + database + "' AND schema_name = 'main' AND NOT internal"
                + " ORDER BY table_name, column_index")) {
            List<ShownColumn> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new ShownColumn(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return columns;
        }
    }

    /** Looks at what was filled, before it is closed. */
    private interface Look<T> {
        T at(Statement statement) throws SQLException;
    }

    /** @param place of the database that is filled, as DuckDB attaches it */
    private <T> T fill(String place, Look<T> look) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ATTACH " + text(place) + " AS " + into);
            try {
                statement.execute("BEGIN");
                copy(statement);
                T seen = look.at(statement);
                statement.execute("COMMIT");
                return seen;
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            } finally {
                statement.execute("DETACH " + into);
            }
        }
    }

    private void copy(Statement statement) throws SQLException {
        Set<String> shown = marts.stream().map(MartDeclaration::name).collect(Collectors.toSet());
        for (MartDeclaration mart : marts) {
            copy(statement, "main", mart.name());
        }
        statement.execute("CREATE SCHEMA " + into + ".shopstream");
        for (String rates : names(statement, "duckdb_tables()", "table_name", "shopstream")) {
            if (rates.startsWith("rates_")) {
                copy(statement, "shopstream", rates);
            }
        }
        for (String seed : names(statement, "duckdb_tables()", "table_name", "main")) {
            copy(statement, "main", seed);
        }
        for (String measures : names(statement, "duckdb_views()", "view_name", "main")) {
            if (!shown.contains(measures)) {
                statement.execute("CREATE VIEW " + into + ".main." + name(measures) + " AS " + query(measures));
            }
        }
    }

    private void copy(Statement statement, String schema, String table) throws SQLException {
        String columns = columnsOf(schema, table).stream()
                .filter(column -> !personal.contain(column))
                .map(WarehouseCopy::name)
                .collect(Collectors.joining(", "));
        statement.execute("CREATE TABLE " + into + "." + schema + "." + name(table) + " AS SELECT " + columns + " FROM "
                + schema + "." + name(table) + rows);
    }

    private List<String> columnsOf(String schema, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return texts(
                    statement,
                    "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database()"
                            + " AND schema_name = " + text(schema) + " AND table_name = " + text(table)
                            + " ORDER BY column_index");
        }
    }

    /** What a view selects, from the statement that created it. */
    private String query(String view) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String created = texts(
                            statement,
                            "SELECT sql FROM duckdb_views() WHERE database_name = current_database() AND schema_name ="
                                    + " 'main' AND view_name = " + text(view))
                    .get(0);
            return created.substring(created.indexOf(" AS ") + " AS ".length()).replaceFirst(";\\s*$", "");
        }
    }

    private static List<String> names(Statement statement, String catalog, String column, String schema)
            throws SQLException {
        return texts(
                statement,
                "SELECT " + column + " FROM " + catalog + " WHERE database_name = current_database() AND schema_name = "
                        + text(schema) + " AND NOT internal ORDER BY 1");
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
