package shopstream.app.crashes;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import shopstream.demo.SampleDatabase;

/** The sample shop's MariaDB, without the sample shop. */
final class MariaDbShop implements ShopServer {
    private final Path directory;
    private SampleDatabase database;

    private MariaDbShop(Path directory) {
        this.directory = directory;
        this.database = SampleDatabase.start(directory, step -> {});
        // Told to end by Ctrl-C, nothing may be left.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> servers().forEach(ProcessHandle::destroy), "stop-mariadb"));
    }

    static MariaDbShop start(Path directory) {
        return new MariaDbShop(directory);
    }

    @Override
    public Dialect dialect() {
        return Dialect.MARIADB;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().name(), database.owner().password());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "SHOP_DB_URL", database.jdbcUrl(),
                "SHOP_DB_USER", database.capture().name(),
                "SHOP_DB_PASSWORD", database.capture().password());
    }

    @Override
    public void kill() {
        List<ProcessHandle> servers = servers();
        if (servers.isEmpty()) {
            throw new IllegalStateException("No server of " + directory + " runs that could be killed");
        }
        servers.forEach(ProcessHandle::destroyForcibly);
        servers.forEach(server -> server.onExit().join());
        // Lets go of the directory; there is nothing left to stop.
        database.close();
    }

    private List<ProcessHandle> servers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .arguments()
                        .filter(arguments -> Arrays.stream(arguments)
                                .anyMatch(argument -> argument.startsWith("--defaults-file=" + directory)))
                        .isPresent())
                .toList();
    }

    @Override
    public void startAgain() {
        database = SampleDatabase.start(directory, step -> {});
    }

    @Override
    public void prepareForCapture(Connection owner) {
        // Its users have their rights from the start.
    }

    @Override
    public void close() {
        database.close();
    }
}
