package shopstream.warehouse.training;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets an interruption of the thread that asks reach DuckDB, which does not look for one: while this is open, its statements
 * on the connection end with an error soon after. A thread that was interrupted stays so.
 */
final class Interruptible implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Thread asking = Thread.currentThread();
    private final Statement cancelling;
    private final Thread watch = new Thread(this::watch, "interruptions");
    private volatile boolean closed;

    Interruptible(Connection connection) throws SQLException {
        this.cancelling = connection.createStatement();
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        while (!closed) {
            try {
                if (asking.isInterrupted()) {
                    // Again and again: what is asked next must not go on either.
                    cancelling.cancel();
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (SQLException | InterruptedException over) {
                return;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        watch.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            watch.join();
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        cancelling.close();
    }
}
