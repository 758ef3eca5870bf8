package shopstream.warehouse.training;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.ColumnType;

/** Small pieces of DuckDB's SQL. */
public final class Sql {
    private Sql() {}

    /** A name in quotes. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String names(List<String> columns) {
        return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** A constant. */
    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String moment(Instant moment) {
        return "TIMESTAMPTZ " + text(moment.toString());
    }

    /** The type of a column of the lake. */
    public static String type(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (type instanceof ColumnType.Whole whole) {
            return whole.bits() > 32 ? "BIGINT" : "INTEGER";
        } else if (type instanceof ColumnType.Day) {
            return "DATE";
        } else if (type instanceof ColumnType.Moment) {
            return "TIMESTAMPTZ";
        } else if (type instanceof ColumnType.Flag) {
            return "BOOLEAN";
        }
        return "VARCHAR";
    }

    /** Runs a statement whose answer nobody needs. */
    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What is made of a row of an answer. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** The only row of an answer. */
    public static <T> T one(Connection connection, String sql, Row<T> made) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return made.of(rows);
        }
    }

    /** The only column of an answer. */
    public static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
