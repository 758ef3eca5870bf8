package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A running MariaDB server, reached over TCP on 127.0.0.1. */
public final class MariaDbServer implements AutoCloseable {

    /** Enough to recover from a crash in the middle of the history. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int PORTS_TO_TRY = 5;
    private static final long POLL_MILLIS = 20;

    private final ServerProcess process;
    private final int port;
    private final Passwords passwords;

    private MariaDbServer(ServerProcess process, int port, Passwords passwords) {
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
            Optional<MariaDbServer> leftOver = adopted(directory, progress);
            MariaDbServer server = leftOver.isPresent() ? leftOver.get() : launched(directory, progress);
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

    private static Optional<MariaDbServer> adopted(ServerDirectory directory, Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<ServerProcess> process = ServerProcess.running(directory);
        OptionalInt port = directory.keptPort();
        if (process.isEmpty()) {
            return Optional.empty();
        }
        if (port.isPresent()) {
            progress.accept("Found the sample database still running (process "
                    + process.get().handle().pid() + ")");
            MariaDbServer server = new MariaDbServer(process.get(), port.getAsInt(), directory.passwords());
            if (server.awaitAnswer() && server.serves(directory)) {
                return Optional.of(server);
            }
        }
        progress.accept("Stopping the sample database that does not answer");
        process.get().stop();
        return Optional.empty();
    }

    private static MariaDbServer launched(ServerDirectory directory, Consumer<String> progress)
            throws IOException, InterruptedException {
        Binaries binaries = Binaries.unpacked(directory.programs(), progress);
        int port = chosenPort(directory, progress);
        ServerSettings.write(directory, binaries, port);
        ServerProcess.beginLog(directory);
        if (!directory.filled()) {
            progress.accept("Creating the sample database in " + directory.path());
            fill(binaries, directory);
        }
        for (int attempt = 1; ; attempt++) {
            ServerSettings.writeInitialStatements(directory);
            MariaDbServer server =
                    new MariaDbServer(ServerProcess.launch(binaries, directory), port, directory.passwords());
            boolean answers = false;
            ServerProcess.Guard guard = server.process.guard();
            try {
                answers = server.awaitAnswer();
            } finally {
                guard.release();
                // The passwords stand in it.
                Files.deleteIfExists(directory.initialStatements());
                if (!answers) {
                    server.process.stop();
                }
            }
            if (answers) {
                directory.keepPort(port);
                return server;
            }
            if (attempt == PORTS_TO_TRY || !StartFailure.portTaken(directory)) {
                throw StartFailure.of(directory, "The sample database did not start");
            }
            port = ServerPort.anyFree();
            ServerSettings.write(directory, binaries, port);
            ServerProcess.beginLog(directory);
        }
    }

    private static int chosenPort(ServerDirectory directory, Consumer<String> progress) throws IOException {
        OptionalInt kept = directory.keptPort();
        if (kept.isPresent() && ServerPort.free(kept.getAsInt())) {
            return kept.getAsInt();
        }
        int port = ServerPort.anyFree();
        if (kept.isPresent()) {
            progress.accept(
                    "Port " + kept.getAsInt() + " is taken by somebody else; the sample database moves to " + port);
        }
        return port;
    }

    /** Beside the final place first, so that a crash half-way is not taken for a database. */
    private static void fill(Binaries binaries, ServerDirectory directory) throws IOException, InterruptedException {
        Path fresh = directory.path().resolve("data.new");
        if (Files.exists(fresh)) {
            try (Stream<Path> files = Files.walk(fresh)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(fresh);
        ServerProcess.bootstrap(binaries, directory, fresh);
        Files.move(fresh, directory.data());
    }

    private boolean awaitAnswer() throws InterruptedException {
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

    private boolean serves(ServerDirectory directory) {
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
