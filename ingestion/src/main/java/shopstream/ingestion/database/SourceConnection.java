package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Connections of our own to the source, for questions about it; none of them waits long, none of them locks. */
public final class SourceConnection {
    private SourceConnection() {}

    /** Opens a connection that gives up on an unresponsive server after {@code patience}. */
    public static Connection open(DatabaseSource source, Duration patience) throws SQLException {
        return open(source, source.database(), patience);
    }

    /** The same without choosing a database. */
    static Connection openServer(DatabaseSource source, Duration patience) throws SQLException {
        return open(source, "", patience);
    }

    private static Connection open(DatabaseSource source, String database, Duration patience) throws SQLException {
        if (source.kind() == DatabaseSource.Kind.POSTGRESQL) {
            return openPostgres(source, database, patience);
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
        return DriverManager.getConnection("jdbc:mariadb://" + source.address() + "/" + database, properties);
    }

    private static Connection openPostgres(DatabaseSource source, String database, Duration patience)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password());
        properties.setProperty("connectTimeout", Long.toString(patience.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        properties.setProperty("ApplicationName", "shopstream");
        // Every server has the database postgres; it stands in where none is chosen.
        return DriverManager.getConnection(
                "jdbc:postgresql://" + source.address() + "/" + (database.isEmpty() ? "postgres" : database),
                properties);
    }
}
