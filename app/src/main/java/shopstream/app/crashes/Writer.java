package shopstream.app.crashes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the shop's programs: it makes its transactions one after the other, whatever becomes of the database meanwhile. */
final class Writer implements Runnable {
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final int number;
    private final ShopServer server;
    private final RandomChanges changes;
    private final Marks marks;
    private final int transactions;
    private final boolean insertOnly;
    private final int pauseMillis;
    private final AtomicInteger made;
    private volatile SQLException failure;

    /** @param made counts the transactions of all writers, also those the database refused */
    Writer(
            int number,
            ShopServer server,
            RandomChanges changes,
            Marks marks,
            int transactions,
            boolean insertOnly,
            int pauseMillis,
            AtomicInteger made) {
        this.number = number;
        this.server = server;
        this.changes = changes;
        this.marks = marks;
        this.transactions = transactions;
        this.insertOnly = insertOnly;
        this.pauseMillis = pauseMillis;
        this.made = made;
    }

    @Override
    public void run() {
        long deadline = System.nanoTime() + GIVE_UP_NANOS;
        int done = 0;
        while (done < transactions) {
            try (Connection connection = server.connect()) {
                server.dialect().prepare(connection);
                while (done < transactions) {
                    done++;
                    one(connection);
                    made.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(pauseMillis);
                }
            } catch (SQLException gone) {
                if (System.nanoTime() > deadline) {
                    failure = gone;
                    return;
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void one(Connection connection) throws SQLException {
        long mark = marks.next(number);
        try {
            if (changes.transaction(connection, insertOnly, each -> Marks.set(each, number, mark))) {
                marks.committed(number, mark);
            }
        } catch (SQLException refused) {
            // A deadlock with the other writer, or a number both have taken: the transaction was rolled back.
            if (!connection.isValid(2)) {
                throw refused;
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws SQLException when the database did not come back */
    void check() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }
}
