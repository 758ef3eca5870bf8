package shopstream.app.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Customers at a fixed rate of changed rows, over a few connections, until closed: each transaction is a new order with its
 * lines, and a changed quantity in an older one. Runs without the shop's own traffic, whose order numbers it takes.
 */
final class ChangeLoad implements AutoCloseable {
    static final int CONNECTIONS = 4;
    private static final int LINES = 4;
    /** The SQL state of a deadlock. */
    private static final String GIVEN_UP = "40001";

    /** An order, its lines, and the line of another. */
    private static final int ROWS = 1 + LINES + 1;

    private final double transactionsPerSecond;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicInteger orderNumber;
    private final long begun = System.nanoTime();
    private final List<String> products;
    private final int firstOrder;
    private volatile boolean closed;
    private volatile Exception failure;
    private volatile long ended;

    private ChangeLoad(MeasuredShop shop, double rowsPerSecond) throws SQLException {
        this.transactionsPerSecond = rowsPerSecond / ROWS;
        this.products = ShopRows.products(shop);
        this.firstOrder = ShopRows.nextOrderNumber(shop);
        this.orderNumber = new AtomicInteger(firstOrder);
        for (int i = 0; i < CONNECTIONS; i++) {
            int number = i;
            Thread thread = new Thread(() -> run(shop, number), "change-load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    static ChangeLoad start(MeasuredShop shop, double rowsPerSecond) throws SQLException {
        return new ChangeLoad(shop, rowsPerSecond);
    }

    /** Changed rows a second that were committed, over its whole time. */
    double rowsPerSecond() {
        long until = ended == 0 ? System.nanoTime() : ended;
        return transactions.get() * ROWS / ((until - begun) / 1e9);
    }

    /** Ends after the transactions under way. @throws IllegalStateException if the database refused one */
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = System.nanoTime();
        if (failure != null) {
            throw new IllegalStateException("The load of changes failed: " + failure.getMessage(), failure);
        }
    }

    private void run(MeasuredShop shop, int number) {
        SplittableRandom random = new SplittableRandom(number);
        try (Connection connection = shop.connect()) {
            connection.setAutoCommit(false);
            double own = transactionsPerSecond / CONNECTIONS;
            for (long i = 0; !closed; i++) {
                long early = begun + Math.round((i + number / (double) CONNECTIONS) * 1e9 / own) - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                if (committed(connection, random)) {
                    transactions.incrementAndGet();
                }
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A transaction that the database gives up for another's sake is no failure of either: the next comes instead. */
    private boolean committed(Connection connection, SplittableRandom random) throws SQLException {
        try {
            transaction(connection, random);
            return true;
        } catch (SQLException e) {
            if (!GIVEN_UP.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            return false;
        }
    }

    private void transaction(Connection connection, SplittableRandom random) throws SQLException {
        int order = orderNumber.getAndIncrement();
        try (Statement statement = connection.createStatement()) {
            statement.execute(ShopRows.order(order, random));
            statement.execute(ShopRows.lines(order, LINES, products, random));
        }
        // An order of its own connection's past would do as well; most orders are changed soon after they are made.
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE orderdetails SET quantityOrdered = quantityOrdered + 1 WHERE orderNumber = ? LIMIT 1")) {
            update.setInt(1, order - random.nextInt(Math.min(10_000, order - firstOrder) + 1));
            update.executeUpdate();
        }
        connection.commit();
    }
}
