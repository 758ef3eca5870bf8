package shopstream.demo.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One transaction, tried again where somebody else took the same number or waited for the same rows: the traffic, the store
 * and whoever changes the shop by hand all number orders by the highest there is.
 */
final class Transaction {

    /** Among five who buy at once somebody may lose thirty times in a row; for so long nobody does. */
    private static final long GIVEN_UP_NANOS = 30_000_000_000L;

    /** Of the first; later ones last longer, up to a limit, so that those who collide part. */
    private static final long PAUSE_NANOS = 2_000_000;

    private static final int LONGEST_PAUSE = 25;

    /** What is done in it; it may be done more than once. */
    interface Work<T> {
        T done() throws SQLException;
    }

    private Transaction() {}

    /**
     * @param connection without auto-commit
     * @throws SQLException if the database refuses; nothing is left of it then
     */
    static <T> T of(Connection connection, Work<T> work) throws SQLException {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                T done = work.done();
                connection.commit();
                return done;
            } catch (SQLIntegrityConstraintViolationException | SQLTransactionRollbackException collision) {
                connection.rollback();
                if (System.nanoTime() - begun > GIVEN_UP_NANOS) {
                    throw collision;
                }
                LockSupport.parkNanos(
                        ThreadLocalRandom.current().nextLong(PAUSE_NANOS * Math.min(attempt, LONGEST_PAUSE)));
            } catch (SQLException | RuntimeException refused) {
                connection.rollback();
                throw refused;
            }
        }
    }
}
