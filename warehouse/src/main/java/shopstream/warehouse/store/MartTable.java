package shopstream.warehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;

/**
 * One generation of a mart: its table, without a primary key, and the temporary tables through which a batch goes.
 * A view of the mart's name shows the generation that is current.
 */
public final class MartTable {

    private final MartDeclaration mart;
    private final String name;
    private final List<String> columns;

    public MartTable(MartDeclaration mart, String name) {
        this.mart = mart;
        this.name = name;
        this.columns = mart.columns().stream().map(MartColumn::name).toList();
    }

    public MartDeclaration mart() {
        return mart;
    }

    /** The table's own name, which changes from generation to generation. */
    public String name() {
        return name;
    }

    String table() {
        return "marts.\"" + name + "\"";
    }

    /** The batch's rows that differ from the table's, deletions included. */
    String staged() {
        return "temp.\"staged_" + name + "\"";
    }

    /** The rows that the batch replaces, as they were. */
    String replaced() {
        return "temp.\"replaced_" + name + "\"";
    }

    /** How many rows it has. */
    long rows(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table())) {
            count.next();
            return count.getLong(1);
        }
    }

    void create(Statement statement) throws SQLException {
        String definition = mart.columns().stream()
                .map(c -> "\"" + c.name() + "\" " + ColumnFormat.duckType(c.type()))
                .collect(Collectors.joining(", "));
        statement.execute("CREATE TABLE IF NOT EXISTS " + table() + " (" + definition + ")");
    }

    void createStaging(Statement statement) throws SQLException {
        statement.execute("CREATE OR REPLACE TEMP TABLE \"staged_" + name + "\" AS SELECT *, false AS deleted_ FROM "
                + table() + " LIMIT 0");
        statement.execute("CREATE OR REPLACE TEMP TABLE \"replaced_" + name
                + "\" AS SELECT *, 0::BIGINT AS rowid_ FROM " + table() + " LIMIT 0");
    }

    void drop(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS " + table());
        statement.execute("DROP TABLE IF EXISTS " + staged());
        statement.execute("DROP TABLE IF EXISTS " + replaced());
    }

    void show(Statement statement) throws SQLException {
        statement.execute("CREATE OR REPLACE VIEW main.\"" + mart.name() + "\" AS SELECT * FROM " + table());
    }

    /** Stages a batch and drops from it what changes nothing. @return how many rows really change */
    long stage(DuckDBConnection connection, Statement statement, MartRows rows) throws SQLException {
        // What a batch that failed has left here is not undone with its transaction: an appender's rows go in by
        // themselves.
        clearStaging(statement);
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "staged_" + name)) {
            for (MartRows.Row row : rows.rows()) {
                appender.beginRow();
                Object[] values = row.values();
                for (int i = 0; i < values.length; i++) {
                    rows.format(i).append(appender, values[i]);
                }
                appender.append(row.deleted());
                appender.endRow();
            }
        }
        String join = keys("t", "s");
        String key = "\"" + mart.key().get(0) + "\"";
        String few = FewValues.among(statement, "t." + key, "SELECT " + key + " FROM " + staged())
                .map(condition -> " WHERE " + condition)
                .orElse("");
        int before = statement.executeUpdate("INSERT INTO " + replaced() + " SELECT t.*, t.rowid FROM " + table()
                + " t SEMI JOIN " + staged() + " s ON " + join + few);
        if (before > 0) {
            String same = columns.stream()
                    .map(c -> "s.\"" + c + "\" IS NOT DISTINCT FROM t.\"" + c + "\"")
                    .collect(Collectors.joining(" AND "));
            statement.execute("DELETE FROM " + staged() + " s USING " + replaced() + " t WHERE NOT s.deleted_ AND "
                    + join + " AND " + same);
        }
        if (rows.rows().stream().anyMatch(MartRows.Row::deleted)) {
            statement.execute("DELETE FROM " + staged() + " s WHERE s.deleted_ AND NOT EXISTS (SELECT 1 FROM "
                    + replaced() + " t WHERE " + join + ")");
        }
        if (before > 0) {
            statement.execute("DELETE FROM " + replaced() + " t WHERE NOT EXISTS (SELECT 1 FROM " + staged()
                    + " s WHERE " + join + ")");
        }
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + staged())) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Puts the staged rows into the table. */
    void apply(Statement statement) throws SQLException {
        statement.execute("DELETE FROM " + table() + " WHERE rowid IN (SELECT rowid_ FROM " + replaced() + ")");
        statement.execute(
                "INSERT INTO " + table() + " SELECT * EXCLUDE (deleted_) FROM " + staged() + " WHERE NOT deleted_");
    }

    /**
     * Of rows that are all those of some entities, what they are once the batch is applied: SQL of the table's columns, each
     * with the value of a further one.
     *
     * @param before a table of the rows as they are, with that further column as its last
     */
    String after(String before, String further, String value) {
        return "SELECT * REPLACE (" + value + " AS " + further + ") FROM " + before
                + " c WHERE NOT EXISTS (SELECT 1 FROM "
                + replaced() + " t WHERE " + keys("t", "c") + ") UNION ALL SELECT * EXCLUDE (deleted_), " + value
                + " FROM " + staged() + " WHERE NOT deleted_";
    }

    void clearStaging(Statement statement) throws SQLException {
        statement.execute("DELETE FROM " + staged());
        statement.execute("DELETE FROM " + replaced());
    }

    /**
     * The values of {@code wanted}, old and new, of the staged rows in which one of {@code used} changed: whatever
     * refers to these rows by that column changes with them.
     */
    String changedValues(String wanted, Collection<String> used) {
        String differs = used.stream()
                .map(c -> "s.\"" + c + "\" IS DISTINCT FROM t.\"" + c + "\"")
                .collect(Collectors.joining(" OR "));
        String changes = staged() + " s LEFT JOIN " + replaced() + " t ON " + keys("t", "s") + " WHERE "
                + (used.isEmpty() ? "false" : differs);
        return "SELECT s.\"" + wanted + "\" FROM " + changes + " UNION SELECT t.\"" + wanted + "\" FROM " + changes;
    }

    private String keys(String left, String right) {
        return mart.key().stream()
                .map(k -> left + ".\"" + k + "\" = " + right + ".\"" + k + "\"")
                .collect(Collectors.joining(" AND "));
    }
}
