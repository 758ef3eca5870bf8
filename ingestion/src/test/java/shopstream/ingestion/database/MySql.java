package shopstream.ingestion.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A real MySQL server for a test, from Debian's packages as {@code .ci/mysql} unpacks them; without them it is skipped. */
public final class MySql extends ServerProcess {
    static final String RELEASE = "MySQL";
    static final String MISSING = "MySQL is unpacked by .ci/mysql, where the machine's Debian has it";

    private static final Path HOME = Path.of(System.getProperty("user.home"), ".cache/shopstream/mysql/usr");

    private static final EmptyServer EMPTY = new EmptyServer("mysql");

    private final List<String> settings;

    private MySql(Path directory, List<String> settings) throws IOException {
        super(directory);
        this.settings = List.copyOf(settings);
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
        List<String> command = command(directory.resolve("data"));
        command.addAll(List.of(
                "--port=" + port(),
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
        startAs(command);
    }

    @Override
    public DatabaseSource source(String database, String user, int port) {
        return DatabaseSource.at("shop", "jdbc:mysql://127.0.0.1:" + port + "/" + database, user, user, ZoneOffset.UTC);
    }

    @Override
    public Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port() + "/" + database
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

    private void fill() throws Exception {
        Files.createDirectories(directory);
        EMPTY.copyTo(directory.resolve("data"), made -> {
            List<String> command = command(made);
            command.add("--initialize-insecure");
            run(command);
            // A server without it gives itself an identity of its own.
            Files.delete(made.resolve("auto.cnf"));
        });
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
    private List<String> command(Path data) {
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
                "--datadir=" + data));
        command.addAll(asRoot("--user=root"));
        return command;
    }
}
