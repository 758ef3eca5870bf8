package shopstream.app.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Very many changes at once, as an import makes them: a thousand rows a transaction, as fast as the database takes them.
 * Four of five rows are new (an order, three lines), the fifth is a changed quantity.
 *
 * @param product which the last line of every order is of, so that it can be asked whether all of them have come
 * @param units how many pieces of it are sold when all changes are there
 * @param rows that were changed
 * @param begun by {@link System#nanoTime}, before the first statement
 * @param seconds it took to write
 */
record Burst(String product, long units, long rows, long begun, double seconds) {
    private static final int LINES = 3;
    private static final int ROWS_OF_ORDER = 1 + LINES + 1;
    private static final int ORDERS_A_TRANSACTION = 200;

    /** Writes it and returns when all is committed. */
    static Burst write(MeasuredShop shop, int rows) throws SQLException {
        SplittableRandom random = new SplittableRandom(rows);
        String product = "BURST_" + shop.nextMarker();
        int next = ShopRows.nextOrderNumber(shop);
        int orders = Math.max(1, rows / ROWS_OF_ORDER);
        long begun = System.nanoTime();
        try (Connection connection = shop.connect()) {
            connection.setAutoCommit(false);
            for (int written = 0; written < orders; written += ORDERS_A_TRANSACTION) {
                int count = Math.min(ORDERS_A_TRANSACTION, orders - written);
                transaction(connection, next + written, count, product, random);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Burst(product, 2L * orders, (long) orders * ROWS_OF_ORDER, begun, seconds);
    }

    private static void transaction(
            Connection connection, int first, int count, String product, SplittableRandom random) throws SQLException {
        StringJoiner orders = new StringJoiner(
                ", ", "INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber) VALUES ", "");
        StringJoiner lines = new StringJoiner(
                ", ",
                "INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach, orderLineNumber)"
                        + " VALUES ",
                "");
        for (int order = first; order < first + count; order++) {
            orders.add(ShopRows.orderValues(order, random));
            for (int line = 1; line < LINES; line++) {
                lines.add(ShopRows.line(order, "FILL_" + line, 1, line));
            }
            lines.add(ShopRows.line(order, product, 1, LINES));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(orders.toString());
            statement.execute(lines.toString());
            statement.execute("UPDATE orderdetails SET quantityOrdered = 2 WHERE orderNumber BETWEEN " + first + " AND "
                    + (first + count - 1) + " AND productCode = '" + product + "'");
        }
        connection.commit();
    }
}
