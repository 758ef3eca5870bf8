package shopstream.app.crashes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What the two databases say differently. Names are quoted with {@code "} in both, once a session has been prepared. */
public enum Dialect {
    MARIADB,
    POSTGRESQL;

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dialect of the server behind a connection. */
    public static Dialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? POSTGRESQL : MARIADB;
    }

    void prepare(Connection connection) throws SQLException {
        if (this == MARIADB) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')");
                statement.execute("SET SESSION innodb_lock_wait_timeout = 5");
            }
        }
    }

    String dateTime() {
        return this == MARIADB ? "datetime" : "timestamp";
    }

    /** Inserts, and leaves out the rows whose keys are there. @param rows the table, and a SELECT */
    String insertWhereMissing(String rows) {
        return this == MARIADB ? "INSERT IGNORE INTO " + rows : "INSERT INTO " + rows + " ON CONFLICT DO NOTHING";
    }

    /** The beginning of an order's hour or day, written as the API writes moments. */
    String bucket(Grain grain) {
        boolean hour = grain == Grain.HOUR;
        return this == MARIADB
                ? "DATE_FORMAT(o.\"orderDate\", '%Y-%m-%dT" + (hour ? "%H" : "00") + ":00:00Z')"
                : "to_char(o.\"orderDate\", 'YYYY-MM-DD\"T" + (hour ? "\"HH24\"" : "00") + ":00:00Z\"')";
    }

    /** How finely a question parts time. */
    public enum Grain {
        TOTAL,
        DAY,
        HOUR
    }
}
