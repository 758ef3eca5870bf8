package shopstream.app.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import shopstream.app.outside.Api;

/**
 * An order for a product that nobody else sells, so that nothing but its own commit can make it appear.
 *
 * @param committed when COMMIT was called, by {@link System#nanoTime}
 * @param shown when the API's answer had it
 */
record Marker(String product, long committed, long shown) {
    /** How the products of all markers begin. */
    static final String PRODUCT = "BENCH_";

    /** Asking without a pause would take a core from what is measured; every 10 ms still a tenth of one. */
    private static final long POLL_MILLIS = 20;

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /**
     * Commits one and waits for the API to show it.
     *
     * @param connection without auto-commit
     */
    static Marker commit(MeasuredShop shop, Connection connection, Api api)
            throws SQLException, IOException, InterruptedException {
        int number = shop.nextMarker();
        String product = PRODUCT + number;
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber)"
                    + " SELECT " + number + ", UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'In Process', MIN(customerNumber)"
                    + " FROM customers");
            statement.execute("INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach,"
                    + " orderLineNumber) VALUES (" + number + ", '" + product + "', 1, 1.00, 1)");
        }
        long before = System.nanoTime();
        connection.commit();
        while (api.ofProduct(product, "orders") == 0) {
            if (System.nanoTime() - before > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        "Order " + number + " was not in the API five minutes after its commit");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return new Marker(product, before, System.nanoTime());
    }

    /** From the call of COMMIT to the answer that has it. */
    double milliseconds() {
        return (shown - committed) / 1e6;
    }
}
