package shopstream.demo.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;
import shopstream.demo.market.CheckNumber;
import shopstream.demo.market.OrderSource;
import shopstream.demo.market.OrderStatus;

/** The shop's office: ships, cancels and corrects orders that are open; each change is a transaction. */
final class Office {

    /** How far back an open order can be; older ones are on hold or forgotten. */
    private static final int LOOK_BACK = 30_000;

    private static final double PAID_BY_CHECK = 0.55;

    private final Connection connection;
    private final RandomGenerator random;
    private final List<Integer> open;
    private final List<Integer> shipped;

    /** @param connection without auto-commit */
    Office(Connection connection, RandomGenerator random) throws SQLException {
        this.connection = connection;
        this.random = random;
        this.open = recent(OrderStatus.IN_PROCESS);
        this.shipped = recent(OrderStatus.SHIPPED);
        connection.commit();
    }

    void received(int orderNumber) {
        open.add(orderNumber);
    }

    /** Sends away what has waited longest, which is often paid on the same day. */
    void ship(LocalDateTime now) throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        int order = open.remove(0);
        int changed = Sql.change(
                connection,
                "UPDATE orders SET status = ?, shippedDate = ? WHERE orderNumber = ? AND status = ?",
                OrderStatus.SHIPPED.text(),
                now.toLocalDate(),
                order,
                OrderStatus.IN_PROCESS.text());
        if (changed > 0) {
            shipped.add(order);
            if (random.nextDouble() < PAID_BY_CHECK) {
                Sql.change(
                        connection,
                        "INSERT INTO payments SELECT o.customerNumber, ?, ?, SUM(d.quantityOrdered * d.priceEach)"
                                + " FROM orders o JOIN orderdetails d ON d.orderNumber = o.orderNumber"
                                + " WHERE o.orderNumber = ? GROUP BY o.customerNumber",
                        CheckNumber.of(order, random),
                        now.toLocalDate(),
                        order);
            }
        }
        connection.commit();
    }

    void cancel() throws SQLException {
        move(open, OrderStatus.CANCELLED, "Cancelled by the customer.", List.of(OrderStatus.IN_PROCESS));
    }

    /** One of the rarer ways an order can go. */
    void complicate() throws SQLException {
        switch (random.nextInt(3)) {
            case 0 ->
                move(
                        open,
                        OrderStatus.ON_HOLD,
                        "Credit limit exceeded. Ships when a payment arrives.",
                        List.of(OrderStatus.IN_PROCESS));
            case 1 ->
                move(
                        shipped,
                        OrderStatus.DISPUTED,
                        "Customer reports damage in transport.",
                        List.of(OrderStatus.SHIPPED));
            default ->
                move(
                        shipped,
                        OrderStatus.RESOLVED,
                        "Damaged in transport, part of the price returned.",
                        List.of(OrderStatus.SHIPPED, OrderStatus.DISPUTED));
        }
    }

    /** A customer thinks again and takes more or fewer of something. */
    void changeQuantity() throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        Sql.change(
                connection,
                "UPDATE orderdetails SET quantityOrdered = ? WHERE orderNumber = ? ORDER BY orderLineNumber LIMIT 1",
                OrderSource.quantity(random),
                open.get(random.nextInt(open.size())));
        connection.commit();
    }

    /** Somebody who has the goods says how they are. */
    void rate() throws SQLException {
        if (shipped.isEmpty()) {
            return;
        }
        Sql.change(
                connection,
                "INSERT INTO ratings SELECT o.customerNumber, d.productCode, ?"
                        + " FROM orders o JOIN orderdetails d ON d.orderNumber = o.orderNumber"
                        + " WHERE o.orderNumber = ? ORDER BY d.orderLineNumber LIMIT 1"
                        + " ON DUPLICATE KEY UPDATE productRating = VALUES(productRating)",
                Math.min(5, 1 + random.nextInt(3) + random.nextInt(4)),
                shipped.get(random.nextInt(shipped.size())));
        connection.commit();
    }

    /** Prices of one product go up or down by some percent; what is suggested stays above what it costs. */
    void reprice(String productCode) throws SQLException {
        BigDecimal factor = BigDecimal.valueOf(random.nextInt(94, 109), 2);
        Sql.change(
                connection,
                "UPDATE products SET MSRP = GREATEST(ROUND(MSRP * ?, 2), ROUND(buyPrice * 1.15, 2)),"
                        + " buyPrice = ROUND(buyPrice * ?, 2) WHERE productCode = ?",
                factor,
                BigDecimal.valueOf(random.nextInt(97, 104), 2),
                productCode);
        connection.commit();
    }

    private void move(List<Integer> from, OrderStatus to, String why, List<OrderStatus> allowed) throws SQLException {
        if (from.isEmpty()) {
            return;
        }
        int order = from.remove(random.nextInt(from.size()));
        Sql.change(
                connection,
                "UPDATE orders SET status = ?, comments = ? WHERE orderNumber = ? AND status IN (?, ?)",
                to.text(),
                why,
                order,
                allowed.get(0).text(),
                allowed.get(allowed.size() - 1).text());
        connection.commit();
    }

    private List<Integer> recent(OrderStatus status) throws SQLException {
        return Sql.numbers(
                connection,
                "SELECT orderNumber FROM orders WHERE status = ?"
                        + " AND orderNumber > (SELECT MAX(orderNumber) FROM orders) - ? ORDER BY orderNumber",
                status.text(),
                LOOK_BACK);
    }
}
