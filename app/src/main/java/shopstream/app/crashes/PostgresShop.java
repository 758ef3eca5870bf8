package shopstream.app.crashes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import shopstream.eventlog.FreePort;

/** A PostgreSQL server of our own, with a user who may replicate; the slot and publication are the administrator's. */
final class PostgresShop implements ShopServer {
    private static final String USER = "shopstream";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Path programs;
    private final Path directory;
    private final int port;
    private Process server;

    private PostgresShop(Path programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            port = FreePort.any();
            run(program("initdb"), "-A", "trust", "-U", "owner", "-E", "UTF8", "--locale=C", "-N", "-D", data());
            launch();
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE shop");
                statement.execute("CREATE ROLE " + USER + " LOGIN REPLICATION");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started in " + directory + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL in " + directory + " refuses its owner: " + e.getMessage(), e);
        }
    }

    /** @param programs the folder with {@code initdb} and {@code postgres} */
    static PostgresShop start(Path programs, Path directory) {
        return new PostgresShop(programs, directory);
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public Connection connect() throws SQLException {
        return connect("shop");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?stringtype=unspecified&connectTimeout=5",
                "owner",
                "");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "SHOP_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/shop",
                "SHOP_DB_USER",
                USER,
                "SHOP_DB_PASSWORD",
                "any");
    }

    @Override
    public void prepareForCapture(Connection owner) throws SQLException {
        String tables = "\"products\", \"customers\", \"orders\", \"orderdetails\"";
        try (Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE \"products\" REPLICA IDENTITY FULL");
            statement.execute("GRANT USAGE ON SCHEMA public TO " + USER);
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + USER);
            statement.execute("CREATE PUBLICATION shopstream_shop FOR TABLE " + tables);
            statement.execute("SELECT pg_create_logical_replication_slot('shopstream_shop', 'pgoutput')");
        }
    }

    @Override
    public void kill() {
        List<ProcessHandle> sessions = server.descendants().toList();
        server.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        sessions.forEach(session -> session.onExit().join());
    }

    @Override
    public void startAgain() {
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            // As SIGINT does: a fast shutdown, which does not wait for clients.
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data(), "-p", port + ""));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "wal_level=logical",
                "max_slot_wal_keep_size=4GB",
                "timezone=UTC",
                "shared_buffers=64MB")) {
            command.addAll(List.of("-c", setting));
        }
        server = start(command);
        // Told to end by Ctrl-C, nothing may be left.
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroy, "stop-postgresql"));
        awaitAnswer();
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (Connection connection = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "PostgreSQL in " + directory + " does not answer: " + notYet.getMessage() + ". See "
                                    + directory.resolve("server.log"),
                            notYet);
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(50);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("Interrupted while PostgreSQL started", e);
                }
            }
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    private void run(String... command) throws IOException {
        try {
            if (start(List.of(command)).waitFor() != 0) {
                throw new IOException(Files.readString(directory.resolve("server.log")));
            }
        } catch (InterruptedException e) {
            throw new IOException("Interrupted", e);
        }
    }

    /** The server refuses to run as root; in a user namespace of its own it does not see that it is. */
    private Process start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }
}
