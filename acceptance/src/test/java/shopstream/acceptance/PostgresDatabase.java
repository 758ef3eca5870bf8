package shopstream.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shopstream.eventlog.FreePort;

/** A PostgreSQL server of a test's own, with a database named shop and a user who may replicate. */
final class PostgresDatabase implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process process;

    private PostgresDatabase(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        port = FreePort.any();
        Path home = Files.createDirectories(directory.resolve("server"));
        run("tar", "-xJf", "target/postgresql/postgres-linux-x86_64.txz", "-C", home.toString());
        Path word = Files.writeString(directory.resolve("word"), "owner");
        run(
                home.resolve("bin/initdb").toString(),
                "-A",
                "scram-sha-256",
                "-U",
                "owner",
                "--pwfile=" + word,
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
                "-D",
                directory.resolve("data").toString());
        start();
        try (Connection connection = owner("postgres")) {
            connection.createStatement().execute("CREATE DATABASE shop");
            connection.createStatement().execute("CREATE ROLE shopstream LOGIN REPLICATION PASSWORD 'shopstream'");
        }
    }

    /** Starts it again on what it held. */
    void start() throws Exception {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("server/bin/postgres").toString()));
        command.addAll(List.of("-D", directory.resolve("data").toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "wal_level=logical",
                "max_slot_wal_keep_size=4GB",
                "timezone=UTC",
                "shared_buffers=64MB")) {
            command.addAll(List.of("-c", setting));
        }
        process = launch(command.toArray(new String[0]));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            owner("postgres").close();
            return true;
        });
    }

    static PostgresDatabase start(Path directory) throws Exception {
        return new PostgresDatabase(directory);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/shop";
    }

    Connection owner() throws SQLException {
        return owner("shop");
    }

    private Connection owner(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "owner", "owner");
    }

    private void run(String... command) throws IOException, InterruptedException {
        if (launch(command).waitFor() != 0) {
            throw new IOException(Files.readString(directory.resolve("server.log")));
        }
    }

    /** The server refuses to run as root; in a user namespace of its own it does not see that it is. */
    private Process launch(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        // As SIGINT does: a fast shutdown, which does not wait for clients.
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        process.waitFor();
    }
}
