package shopstream.ingestion.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import shopstream.eventlog.FreePort;

/** A real MySQL server for a test, from Debian's packages as {@code .ci/mysql} unpacks them; without them it is skipped. */
public final class MySql implements Server {
    static final String RELEASE = "MySQL";
    static final String MISSING = "it is unpacked by .ci/mysql, where the machine's Debian has it.";

    private static final Path HOME = Path.of(System.getProperty("user.home"), ".cache/shopstream/mysql/usr");

    private final Path directory;
    private final List<String> settings;
    private final int port;
    private Process process;

    private MySql(Path directory, List<String> settings) throws IOException {
        this.directory = directory;
        this.settings = List.copyOf(settings);
        port = FreePort.any();
    }

    /** Whether it has been unpacked; what needs it is skipped otherwise. */
    public static boolean isAtHand() {
        return Files.isExecutable(HOME.resolve("sbin/mysqld"));
    }

    public static MySql start(Path directory, String... further) throws Exception {
        MySql server = new MySql(directory, List.of(further));
        server.fill();
        server.start();
        return server;
    }

    @Override
    public void start() throws Exception {
        List<String> command = command();
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--mysqlx=OFF",
                "--server-id=1",
                "--default-time-zone=+00:00",
                "--cte-max-recursion-depth=1000000",
                "--innodb-flush-log-at-trx-commit=2",
                "--init-file=" + initialStatements()));
        command.addAll(settings);
        process = launch(command);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(directory.resolve("server.log")));
            }
            administrator("").close();
            return true;
        });
    }

    @Override
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public DatabaseSource source(String database, String user, int port) {
        return DatabaseSource.at("shop", "jdbc:mysql://127.0.0.1:" + port + "/" + database, user, user, ZoneOffset.UTC);
    }

    @Override
    public Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/" + database
                        + "?allowMultiQueries=true&allowPublicKeyRetrieval=true",
                "admin",
                "admin");
    }

    @Override
    public String numbers(int first, int last) {
        return "(WITH RECURSIVE numbers (seq) AS (SELECT " + first
                + " UNION ALL SELECT seq + 1 FROM numbers WHERE seq < " + last
                + ") SELECT seq FROM numbers) AS numbers";
    }

    @Override
    public String zoneless() {
        return "DATETIME";
    }

    @Override
    public String[] exchanged(String table, String fresh) {
        return new String[] {"RENAME TABLE " + table + " TO old, " + fresh + " TO " + table};
    }

    private void fill() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<String> command = command();
        command.add("--initialize-insecure");
        if (launch(command).waitFor() != 0) {
            throw new IOException(Files.readString(directory.resolve("server.log")));
        }
    }

    private Path initialStatements() throws IOException {
        return Files.writeString(directory.resolve("init.sql"), """
                SET sql_log_bin=0;
                CREATE USER IF NOT EXISTS 'admin'@'%' IDENTIFIED BY 'admin';
                GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
                CREATE USER IF NOT EXISTS 'capture'@'%' IDENTIFIED BY 'capture';
                GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'capture'@'%';
                """);
    }

    /** With the packages' own libraries, which are of a newer release of Debian than the machine's. */
    private List<String> command() {
        Path libraries = HOME.resolve("lib/x86_64-linux-gnu");
        List<String> command = new ArrayList<>(List.of(
                libraries.resolve("ld-linux-x86-64.so.2").toString(),
                "--library-path",
                libraries.toString(),
                HOME.resolve("sbin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + HOME,
                "--lc-messages-dir=" + HOME.resolve("share/mysql"),
                "--plugin-dir=" + HOME.resolve("lib/mysql/plugin"),
                "--secure-file-priv=NULL",
                "--datadir=" + directory.resolve("data")));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private Process launch(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }
}
