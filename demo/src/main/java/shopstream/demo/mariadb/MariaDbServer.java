package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;

/** A running MariaDB server, reached over TCP on 127.0.0.1. */
public final class MariaDbServer implements AutoCloseable {

    /** Enough to recover from a crash in the middle of the history. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long POLL_MILLIS = 20;

    private final ServerProcess process;
    private final int port;
    private final Passwords passwords;

    MariaDbServer(ServerProcess process, int port, Passwords passwords) {
        this.process = process;
        this.port = port;
        this.passwords = passwords;
    }

    /**
     * Adopts the server that runs in the directory, else starts one.
     *
     * @throws ServerFailure if it cannot be had, with the reason and the next step
     */
    public static MariaDbServer start(ServerDirectory directory, Consumer<String> progress) {
        try {
            MariaDbServer server = new ServerStart(directory, progress).server();
            server.makeDurable();
            return server;
        } catch (IOException e) {
            throw new ServerFailure(
                    "Cannot start the sample database in " + directory.path() + ": " + e.getMessage()
                            + ". Check the directory's rights and the space left.",
                    e);
        } catch (SQLException e) {
            throw new ServerFailure(
                    "The sample database in " + directory.path() + " refuses its administrator: " + e.getMessage()
                            + ". See " + directory.log() + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the sample database started.", e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:mariadb://localhost:" + port + "/shop";
    }

    public Passwords passwords() {
        return passwords;
    }

    /** A new connection of the administrator. */
    public Connection connect() throws SQLException {
        return connect(passwords.administrator());
    }

    /** A new connection of one of the server's users. */
    public Connection connect(Password user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user.user());
        properties.setProperty("password", user.word());
        properties.setProperty("allowLocalInfile", "true");
        properties.setProperty("connectTimeout", "5000");
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /** Stops the server cleanly. */
    @Override
    public void close() {
        process.stop();
    }

    /** Waits until it lets the administrator in; false if it has ended, or does not know the password. */
    boolean awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.alive() && System.nanoTime() < deadline) {
            try (Connection connection = connect()) {
                return connection.isValid(5);
            } catch (SQLException notYet) {
                if (isAccessDenied(notYet)) {
                    return false;
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        return false;
    }

    private static boolean isAccessDenied(SQLException e) {
        return "28000".equals(e.getSQLState());
    }

    /** Whether it is this directory's server that answers at the port. */
    boolean serves(ServerDirectory directory) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@datadir")) {
            return rows.next()
                    && Path.of(rows.getString(1))
                            .normalize()
                            .equals(directory.data().normalize());
        } catch (SQLException e) {
            return false;
        }
    }

    /** Writing the history relaxes these; a crash in the middle of it must not leave them so. */
    private void makeDurable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            statement.execute("SET GLOBAL sync_binlog = 1");
        }
    }
}
