package shopstream.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import shopstream.demo.mariadb.DirectoryLock;
import shopstream.demo.mariadb.MariaDbServer;
import shopstream.demo.mariadb.Password;
import shopstream.demo.mariadb.ServerDirectory;
import shopstream.demo.mariadb.ServerFailure;

/**
 * The MariaDB server of the sample shop, on 127.0.0.1 only.
 *
 * <p>Row-based binary log with full images, UTC, a port and passwords that stay the same at every start.
 */
public final class SampleDatabase implements AutoCloseable {

    private final MariaDbServer server;
    private final DirectoryLock lock;

    private SampleDatabase(MariaDbServer server, DirectoryLock lock) {
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts the server that keeps its files in {@code directory}, or adopts it where it still runs since a crash of ours.
     *
     * @param progress told each step in one sentence
     * @throws SampleShopException if there can be no server, with what to do about it
     */
    public static SampleDatabase start(Path directory, Consumer<String> progress) {
        Path real = created(directory);
        try {
            DirectoryLock lock = DirectoryLock.of(real);
            try {
                return new SampleDatabase(MariaDbServer.start(new ServerDirectory(real), progress), lock);
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (ServerFailure e) {
            throw new SampleShopException(e.getMessage(), e);
        }
    }

    /** Where to reach it over TCP: {@code jdbc:mariadb://localhost:PORT/shop}. */
    public String jdbcUrl() {
        return server.jdbcUrl();
    }

    /** May change the shop's data and tables, and nothing else on the server. */
    public DatabaseUser owner() {
        return user(server.passwords().owner());
    }

    /** May read the shop and follow the binary log: SELECT on the shop, REPLICATION SLAVE and REPLICATION CLIENT. */
    public DatabaseUser capture() {
        return user(server.passwords().capture());
    }

    /** Stops the server cleanly; no process is left. */
    @Override
    public void close() {
        server.close();
        lock.close();
    }

    /** A connection that may do everything, for the shop's own making; the caller closes it. */
    Connection connect() throws SQLException {
        return server.connect();
    }

    /** A connection of the owner's, who does the day's work; the caller closes it. */
    Connection connectAsOwner() throws SQLException {
        return server.connect(server.passwords().owner());
    }

    private static DatabaseUser user(Password password) {
        return new DatabaseUser(password.user(), password.word());
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new SampleShopException(
                    "Cannot create the sample database's directory " + directory + " (" + e.getMessage()
                            + "). Choose a directory that you may write to.",
                    e);
        }
    }
}
