package shopstream.demo.history;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Loads one empty table in one statement, while its rows are still being made.
 *
 * <p>One statement into an empty table, with unique and foreign key checks off, is what InnoDB builds in bulk instead of row
 * by row; nothing of it goes into the binary log, as readers of the log begin with a snapshot.
 */
final class TableLoad implements AutoCloseable {

    private static final byte[] END = new byte[0];
    private static final int CHUNK_CHARACTERS = 1 << 16;

    private final RowText rows = new RowText();
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(32);
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final Thread thread;
    private final String table;
    private final Connection connection;
    private volatile boolean aborted;

    /** @param connection is closed at the end */
    TableLoad(String table, Connection connection) {
        this.table = table;
        this.connection = connection;
        this.thread = new Thread(this::load, "load-" + table);
        thread.start();
    }

    /** Where the next row is written; each row ends with {@link #endRow}. */
    RowText row() {
        return rows;
    }

    void endRow() throws SQLException {
        rows.endRow();
        if (rows.length() >= CHUNK_CHARACTERS) {
            hand(rows.take());
        }
    }

    /** Returns when the database has all rows. */
    void finish() throws SQLException {
        hand(rows.take());
        hand(END);
        try {
            loaded.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while " + table + " was loaded", e);
        }
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        aborted = true;
        try {
            // Wherever the loader waits, for rows or for the server, this ends it.
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load() {
        try (connection;
                Statement statement = connection.createStatement()) {
            // Rows of one table may be long in coming while those of another are made.
            statement.execute(
                    "SET sql_log_bin = 0, unique_checks = 0, foreign_key_checks = 0, net_read_timeout = 3600");
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(new Chunks());
            statement.execute("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table + " CHARACTER SET utf8mb4");
            loaded.complete(null);
        } catch (SQLException | RuntimeException e) {
            loaded.completeExceptionally(e);
        }
    }

    private void hand(byte[] chunk) throws SQLException {
        try {
            while (!chunks.offer(chunk, 200, TimeUnit.MILLISECONDS)) {
                if (loaded.isDone()) {
                    loaded.get();
                    throw new SQLException("The database ended loading " + table + " before all rows were sent");
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while " + table + " was loaded", e);
        }
    }

    private SQLException failure(Throwable cause) {
        return new SQLException("Cannot load " + table + ": " + cause.getMessage(), cause);
    }

    /** The chunks as one stream. */
    private final class Chunks extends InputStream {

        private byte[] chunk = new byte[0];
        private int position;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (position == chunk.length && !ended) {
                chunk = next();
                position = 0;
                ended = chunk == END;
            }
            if (ended) {
                return -1;
            }
            int count = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, target, offset, count);
            position += count;
            return count;
        }

        private byte[] next() throws IOException {
            try {
                return aborted ? fail() : chunks.take();
            } catch (InterruptedException e) {
                return fail();
            }
        }

        private byte[] fail() throws IOException {
            throw new IOException("Given up");
        }
    }
}
