package shopstream.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a user of the sample database sees. */
record Rows(String url, DatabaseUser user) {

    static Rows ofOwner(SampleDatabase database) {
        return new Rows(database.jdbcUrl(), database.owner());
    }

    static Rows ofCapture(SampleDatabase database) {
        return new Rows(database.jdbcUrl(), database.capture());
    }

    /** The first column of all rows. */
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user.name(), user.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    String text(String sql) throws SQLException {
        return texts(sql).get(0);
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The number in a column of the first row. */
    long numberIn(String column, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user.name(), user.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(column);
        }
    }

    void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user.name(), user.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
