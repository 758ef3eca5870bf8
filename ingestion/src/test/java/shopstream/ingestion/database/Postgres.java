package shopstream.ingestion.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL server for a test. */
final class Postgres extends ServerProcess {
    static final String RELEASE = "PostgreSQL 16";

    private static final Path ARCHIVE =
            Path.of("target/postgresql/postgres-linux-x86_64.txz").toAbsolutePath();
    private static final Path HOME = ARCHIVE.resolveSibling("server");

    private final List<String> settings;

    private Postgres(Path directory, List<String> settings) throws IOException {
        super(directory);
        this.settings = List.copyOf(settings);
    }

    static Postgres start(Path directory, String... further) throws Exception {
        List<String> settings =
                new ArrayList<>(List.of("wal_level=logical", "max_replication_slots=40", "max_wal_senders=40"));
        settings.addAll(List.of(further));
        return startBare(directory, settings);
    }

    static Postgres startBare(Path directory, List<String> settings) throws Exception {
        Postgres server = new Postgres(directory, settings);
        server.fill();
        server.start();
        server.execute(
                "postgres",
                "CREATE ROLE capture LOGIN REPLICATION PASSWORD 'capture' IN ROLE admin, pg_read_all_stats",
                "CREATE ROLE reader LOGIN REPLICATION PASSWORD 'reader'");
        return server;
    }

    @Override
    public void start() throws Exception {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/postgres").toString()));
        command.addAll(List.of("-D", directory.resolve("data").toString(), "-p", Integer.toString(port())));
        List<String> all = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "timezone=UTC",
                "wal_sender_timeout=20s",
                "shared_buffers=32MB"));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        startAs(command);
    }

    @Override
    public void kill() {
        super.kill();
        // Its children notice, and must be gone before the same data is used again.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(one -> one.info()
                                .commandLine()
                                .filter(line -> line.contains(directory.toString()))
                                .isPresent()));
        await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ofMillis(500)).until(() -> true);
    }

    @Override
    public void close() {
        // As SIGINT does: a fast shutdown, which does not wait for clients.
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            super.kill();
        }
        awaitEnd();
    }

    @Override
    public DatabaseSource source(String database, String user, int port) {
        return DatabaseSource.at(
                        "shop", "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, user, ZoneOffset.UTC)
                .with(ServerObjects.of(database, "shop").creating(true));
    }

    @Override
    public Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + (database.isEmpty() ? "postgres" : database),
                "admin",
                "admin");
    }

    @Override
    public String numbers(int first, int last) {
        return "generate_series(" + first + ", " + last + ") AS numbers(seq)";
    }

    @Override
    public String zoneless() {
        return "TIMESTAMP";
    }

    @Override
    public String[] exchanged(String table, String fresh) {
        return new String[] {"ALTER TABLE " + table + " RENAME TO old", "ALTER TABLE " + fresh + " RENAME TO " + table};
    }

    private void fill() throws IOException, InterruptedException {
        synchronized (Postgres.class) {
            if (!Files.exists(HOME)) {
                unpack();
            }
        }
        Files.createDirectories(directory);
        Path word = Files.writeString(directory.resolve("word"), "admin");
        run(List.of(
                HOME.resolve("bin/initdb").toString(),
                "-A",
                "scram-sha-256",
                "-U",
                "admin",
                "--pwfile=" + word,
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
                "-D",
                directory.resolve("data").toString()));
    }

    /** Other processes with tests may do so at the same moment; one of them is first. */
    private void unpack() throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(ARCHIVE.getParent(), "server-");
        run(List.of("tar", "-xJf", ARCHIVE.toString(), "-C", own.toString()));
        try {
            Files.move(own, HOME, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException occupied) {
            if (!Files.exists(HOME)) {
                throw occupied;
            }
        }
    }

    /** The server refuses to run as root; in a user namespace of its own it does not see that it is. */
    @Override
    Process launch(List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(command);
        return super.launch(all);
    }
}
