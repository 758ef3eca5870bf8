package shopstream.warehouse.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets an interruption of the thread that asks reach DuckDB, which does not look for one: while this is open, a statement of
 * {@link #connection} that runs ends with an error soon after, once it is planned. The thread stays interrupted.
 */
final class Interruptible implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Thread asking = Thread.currentThread();
    private final Connection connection;
    private final Thread watch = new Thread(this::watch, "interruptions");
    private volatile Statement newest;
    private volatile boolean closed;

    /** @param own asked by this thread alone, one statement at a time; closed with this */
    Interruptible(Connection own) {
        this.connection = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> noted(method, own, arguments));
        watch.setDaemon(true);
        watch.start();
    }

    Connection connection() {
        return connection;
    }

    /** DuckDB cancels a statement, and only the one that runs. */
    private Object noted(Method method, Connection own, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(own, arguments);
            if (result instanceof Statement statement) {
                newest = statement;
            }
            return result;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private void watch() {
        while (!closed) {
            try {
                if (asking.isInterrupted()) {
                    cancel(newest);
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            if (statement != null && !statement.isClosed()) {
                statement.cancel();
            }
        } catch (SQLException justClosed) {
            // The next one is asked soon, if there is one.
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        watch.interrupt();
        connection.close();
    }
}
