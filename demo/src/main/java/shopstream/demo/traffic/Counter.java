package shopstream.demo.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Fulfilment;
import shopstream.demo.market.Order;
import shopstream.demo.market.OrderSource;

/** The shop's counter: takes orders, one transaction each, and gives the goods out of the stock. */
final class Counter {

    private static final int DELIVERY = 3_000;

    private final Connection connection;
    private final RandomGenerator random;

    /** @param connection without auto-commit */
    Counter(Connection connection, RandomGenerator random) {
        this.connection = connection;
        this.random = random;
    }

    /**
     * Writes the order with its lines.
     *
     * @return its number; nothing if the customer or all of the products have gone from the database meanwhile
     */
    OptionalInt sell(Order order, LocalDateTime now) throws SQLException {
        int number = 0;
        if (Sql.first(connection, "SELECT 1 FROM customers WHERE customerNumber = ?", order.customerNumber())
                .isPresent()) {
            int position = 0;
            for (Order.Line line : order.lines()) {
                OptionalInt price = takeFromStock(line, order.campaign().isPresent());
                if (price.isPresent()) {
                    if (position == 0) {
                        number = insert(order, now);
                    }
                    Sql.change(
                            connection,
                            "INSERT INTO orderdetails VALUES (?, ?, ?, ?, ?)",
                            number,
                            line.product().code(),
                            line.quantity(),
                            BigDecimal.valueOf(price.getAsInt(), 2),
                            ++position);
                }
            }
        }
        connection.commit();
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private int insert(Order order, LocalDateTime now) throws SQLException {
        Fulfilment begun = Fulfilment.begun(order, random);
        int number = Sql.first(connection, "SELECT COALESCE(MAX(orderNumber) + 1, ?) FROM orders", Order.FIRST_NUMBER)
                .orElseThrow();
        Sql.change(
                connection,
                "INSERT INTO orders VALUES (?, ?, ?, NULL, ?, ?, ?)",
                number,
                now,
                begun.required(),
                begun.status().text(),
                begun.comment().orElse(null),
                order.customerNumber());
        return number;
    }

    /** The price in hundredths, by what is suggested now; nothing if there is no such product any more. */
    private OptionalInt takeFromStock(Order.Line line, boolean campaign) throws SQLException {
        String code = line.product().code();
        long msrpCents;
        int stock;
        try (PreparedStatement selection =
                connection.prepareStatement("SELECT MSRP, quantityInStock FROM products WHERE productCode = ?")) {
            selection.setString(1, code);
            try (ResultSet rows = selection.executeQuery()) {
                if (!rows.next()) {
                    return OptionalInt.empty();
                }
                msrpCents = rows.getBigDecimal(1).movePointRight(2).longValue();
                stock = rows.getInt(2);
            }
        }
        // Sold out: the next delivery has just come in.
        int taken = stock < line.quantity() ? line.quantity() - DELIVERY : line.quantity();
        Sql.change(
                connection,
                "UPDATE products SET quantityInStock = quantityInStock - ? WHERE productCode = ?",
                taken,
                code);
        return OptionalInt.of((int) OrderSource.discounted(msrpCents, campaign, random));
    }
}
