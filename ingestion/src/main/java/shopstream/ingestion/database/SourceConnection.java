package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** Connections of our own to the source, for questions about it; none of them waits long, none of them locks. */
public final class SourceConnection {
    private static final Duration ROWS_PATIENCE = Duration.ofSeconds(120);

    private SourceConnection() {}

    /** Opens a connection that gives up on an unresponsive server after {@code patience}. */
    public static Connection open(DatabaseSource source, Duration patience) throws SQLException {
        return open(source, source.database(), patience);
    }

    /** The same without choosing a database. */
    static Connection openServer(DatabaseSource source, Duration patience) throws SQLException {
        return open(source, "", patience);
    }

    /**
     * A connection on which the rows of tables are read: its zone is UTC, values come exactly, no lock is waited for longer
     * than 5 s.
     */
    static Connection openForRows(DatabaseSource source) throws SQLException {
        boolean postgres = source.kind() == DatabaseSource.Kind.POSTGRESQL;
        Properties exact = new Properties();
        if (postgres) {
            exact.setProperty("binaryTransfer", "false");
        } else {
            // A FLOAT that comes as text is rounded to six digits.
            exact.setProperty("useServerPrepStmts", "true");
            exact.setProperty("yearIsDateType", "false");
        }
        Connection connection = open(source, source.database(), ROWS_PATIENCE, exact);
        try (Statement statement = connection.createStatement()) {
            if (postgres) {
                statement.execute("SET lock_timeout = '5s'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY';"
                        + " SET extra_float_digits = 3");
            } else {
                statement.execute("SET lock_wait_timeout = 5, time_zone = '+00:00', sql_mode = ''");
            }
        }
        return connection;
    }

    private static Connection open(DatabaseSource source, String database, Duration patience) throws SQLException {
        return open(source, database, patience, new Properties());
    }

    private static Connection open(DatabaseSource source, String database, Duration patience, Properties further)
            throws SQLException {
        if (source.kind() == DatabaseSource.Kind.POSTGRESQL) {
            return openPostgres(source, database, patience, further);
        }
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password());
        properties.setProperty("connectTimeout", Long.toString(patience.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(patience.toMillis()));
        // The driver of MariaDB speaks to both kinds of server.
        properties.setProperty("permitMysqlScheme", "true");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("tinyInt1isBit", "false");
        properties.putAll(source.options().forDriver());
        properties.putAll(further);
        return DriverManager.getConnection("jdbc:mariadb://" + source.address() + "/" + database, properties);
    }

    private static Connection openPostgres(
            DatabaseSource source, String database, Duration patience, Properties further) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password());
        properties.setProperty("connectTimeout", Long.toString(patience.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        properties.setProperty("ApplicationName", "shopstream");
        properties.putAll(source.options().forDriver());
        properties.putAll(further);
        // Every server has the database postgres; it stands in where none is chosen.
        return DriverManager.getConnection(
                "jdbc:postgresql://" + source.address() + "/" + (database.isEmpty() ? "postgres" : database),
                properties);
    }
}
