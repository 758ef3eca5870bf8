package shopstream.ingestion.discovery;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import shopstream.ingestion.database.ConnectionFailure;
import shopstream.ingestion.database.DatabaseSource;
import shopstream.ingestion.database.Finding;
import shopstream.ingestion.database.SourceConnection;

/** A session that cannot write and lets go of everything that takes long. */
final class ReadOnlyConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STATEMENT_SECONDS = 10;

    private ReadOnlyConnection() {}

    /** @throws DiscoveryFailure saying why nobody let us in */
    static Connection open(DatabaseAddress address, String user, String password) {
        try {
            Connection connection = address.postgresql()
                    ? postgresql(address, user, password)
                    : SourceConnection.open(source(address, user, password), PATIENCE);
            try {
                restrict(connection, address);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException refused) {
            throw failure(address, user, password, refused);
        }
    }

    private static void restrict(Connection connection, DatabaseAddress address) throws SQLException {
        List<String> settings = switch (address.engine()) {
            case MARIADB ->
                List.of(
                        "SET SESSION max_statement_time = " + STATEMENT_SECONDS,
                        "SET SESSION lock_wait_timeout = 2",
                        "SET SESSION TRANSACTION READ ONLY");
            case MYSQL ->
                List.of(
                        "SET SESSION max_execution_time = " + STATEMENT_SECONDS * 1000,
                        "SET SESSION lock_wait_timeout = 2",
                        "SET SESSION TRANSACTION READ ONLY");
            case POSTGRESQL ->
                List.of(
                        "SET statement_timeout = '" + STATEMENT_SECONDS + "s'",
                        "SET lock_timeout = '2s'",
                        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        };
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
        }
    }

    private static Connection postgresql(DatabaseAddress address, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
        properties.setProperty("readOnly", "true");
        properties.setProperty("ApplicationName", "shopstream discover");
        return DriverManager.getConnection(address.connection(), properties);
    }

    private static DatabaseSource source(DatabaseAddress address, String user, String password) {
        return DatabaseSource.at("shop", address.connection(), user, password, ZoneOffset.UTC);
    }

    private static DiscoveryFailure failure(
            DatabaseAddress address, String user, String password, SQLException refused) {
        if (!address.postgresql()) {
            Finding finding = ConnectionFailure.finding(source(address, user, password), refused);
            return new DiscoveryFailure(finding.message(), finding.nextStep());
        }
        String at = address.host() + ":" + address.port();
        String said = String.valueOf(refused.getMessage()).replaceFirst("^FATAL: ", "");
        return switch (String.valueOf(refused.getSQLState())) {
            case "28P01", "28000" ->
                new DiscoveryFailure(
                        "The server at " + at + " refuses the user '" + user + "': " + said + ".",
                        "Correct --user and --password, or let pg_hba.conf admit this machine.");
            case "3D000" ->
                new DiscoveryFailure(
                        "The server at " + at + " has no database '" + address.database() + "'.",
                        "Correct the name after the last / of --url; \\l in psql lists those there are.");
            case "42501" ->
                new DiscoveryFailure(
                        "The user '" + user + "' may not connect to '" + address.database() + "' at " + at + ".",
                        "Let an administrator run: GRANT CONNECT ON DATABASE " + address.database() + " TO " + user
                                + ";");
            case "08001" ->
                new DiscoveryFailure(
                        caused(refused, UnknownHostException.class)
                                ? "The host '" + address.host() + "' is not known."
                                : "Nothing answers at " + at + ".",
                        "Check host and port of --url, that the server runs, and that listen_addresses and firewall"
                                + " let this machine in.");
            default ->
                new DiscoveryFailure(
                        (caused(refused, ConnectException.class)
                                        ? "Nothing answers at "
                                        : "The server cannot be asked at ")
                                + at + ": " + said,
                        "Check that a PostgreSQL server listens there.");
        };
    }

    private static boolean caused(Throwable failure, Class<?> kind) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (kind.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}
