package shopstream.warehouse.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import shopstream.contracts.PersonalNames;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/**
 * The DuckDB file: one writer, and two readers that see what was last committed. A third question waits, since more at
 * once would starve the writer.
 */
public final class Database implements AutoCloseable {

    /** So many questions are answered at a time. */
    public static final int READERS = 2;

    private final DuckDBConnection writer;
    private final DuckDBConnection copier;
    private final DuckDBConnection describer;
    private final BlockingQueue<DuckDBConnection> readers = new ArrayBlockingQueue<>(READERS);

    /**
     * What DuckDB may use.
     *
     * @param threads for one statement; who waits for another thread's part asks for it without a pause, which takes more
     *     from two cores than a second thread gives to statements of milliseconds
     */
    public record Limits(int threads, String memory) {
        public static final Limits DEFAULT = new Limits(1, "2GB");
    }

    /** Reads a result that is open only during the call. */
    public interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private Database(DuckDBConnection writer) throws SQLException {
        this.writer = writer;
        this.copier = writer.duplicate();
        this.describer = writer.duplicate();
        for (int i = 0; i < READERS; i++) {
            readers.add(writer.duplicate());
        }
    }

    /** Opens or creates the file. @throws WarehouseException when it cannot be opened, for example since another process has it */
    public static Database open(Path file, Limits limits) {
        var properties = new Properties();
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memory());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("preserve_insertion_order", "false");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET checkpoint_threshold = '64MB'");
                statement.execute("SET TimeZone = 'UTC'");
            }
            return new Database(connection);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("lock on file")) {
                throw new WarehouseException(
                        "The warehouse " + file
                                + " is in use by another process; stop it, or start with another --data",
                        e);
            }
            throw new WarehouseException(
                    "Cannot open the warehouse " + file + ": " + e.getMessage()
                            + "; if the file is damaged, delete its directory and it is built anew from the log",
                    e);
        } catch (IOException e) {
            throw new WarehouseException("Cannot create " + file.getParent() + ": " + e.getMessage(), e);
        }
    }

    /** The one connection that changes anything, with transactions by hand. Only the applier's thread may use it. */
    public DuckDBConnection writer() {
        return writer;
    }

    /** Whether a question that is asked now would have to wait for others. */
    public boolean crowded() {
        return readers.isEmpty();
    }

    /** Runs a question on what was last committed. @throws WarehouseException naming the statement that failed */
    public <T> T read(String sql, Reading<T> reading) {
        DuckDBConnection reader = null;
        try {
            reader = readers.take();
            try (Statement statement = reader.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new WarehouseException("The warehouse cannot answer: " + e.getMessage() + " in: " + sql, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WarehouseException("Interrupted while waiting for the warehouse", e);
        } finally {
            if (reader != null) {
                readers.add(reader);
            }
        }
    }

    /**
     * What was last committed, to be copied; see {@link WarehouseCopy}. It can be described while a copy is being made.
     *
     * @param marts that are shown
     * @param personal what no mart gives out
     */
    public ShownWarehouse shown(Supplier<List<MartDeclaration>> marts, PersonalNames personal) {
        return new ShownWarehouse() {
            @Override
            public List<ShownColumn> columns() {
                try {
                    synchronized (describer) {
                        return WarehouseCopy.columns(describer, marts.get(), personal);
                    }
                } catch (SQLException e) {
                    throw new WarehouseException("The warehouse cannot say what it shows: " + e.getMessage(), e);
                }
            }

            @Override
            public void copy(Path file) {
                try {
                    synchronized (copier) {
                        WarehouseCopy.write(copier, marts.get(), personal, file);
                    }
                } catch (SQLException e) {
                    throw new WarehouseException(
                            "The warehouse cannot be copied to " + file + ": " + e.getMessage(), e);
                }
            }
        };
    }

    /** What DuckDB's own buffers hold now; what its allocator keeps beside them is not in it. */
    public long memoryBytes() {
        return read("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()", rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    @Override
    public void close() {
        try {
            synchronized (copier) {
                copier.close();
            }
            synchronized (describer) {
                describer.close();
            }
            for (int i = 0; i < READERS; i++) {
                readers.take().close();
            }
            closed(writer);
        } catch (SQLException e) {
            throw new WarehouseException("Cannot close the warehouse: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closed(Connection connection) throws SQLException {
        connection.close();
    }
}
