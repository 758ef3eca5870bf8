package shopstream.demo.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.OptionalLong;
import shopstream.demo.market.Fulfilment;
import shopstream.demo.market.Order;

/** The rows of one order and what it takes from the stock, within the transaction of whoever calls. */
final class OrderBook {

    private static final int DELIVERY = 3_000;

    private final Connection connection;

    /** @param connection without auto-commit */
    OrderBook(Connection connection) {
        this.connection = connection;
    }

    boolean knows(int customerNumber) throws SQLException {
        return Sql.first(connection, "SELECT 1 FROM customers WHERE customerNumber = ?", customerNumber)
                .isPresent();
    }

    /** A new order without lines; returns its number. */
    int open(int customerNumber, LocalDateTime now, Fulfilment begun) throws SQLException {
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
                customerNumber);
        return number;
    }

    void line(int number, int position, String code, int quantity, BigDecimal price) throws SQLException {
        Sql.change(
                connection, "INSERT INTO orderdetails VALUES (?, ?, ?, ?, ?)", number, code, quantity, price, position);
    }

    /** The suggested price of a piece, in hundredths; nothing if there is no such product any more. */
    OptionalLong takeFromStock(String code, int quantity) throws SQLException {
        long msrpCents;
        int stock;
        try (PreparedStatement selection =
                connection.prepareStatement("SELECT MSRP, quantityInStock FROM products WHERE productCode = ?")) {
            selection.setString(1, code);
            try (ResultSet rows = selection.executeQuery()) {
                if (!rows.next()) {
                    return OptionalLong.empty();
                }
                msrpCents = rows.getBigDecimal(1).movePointRight(2).longValue();
                stock = rows.getInt(2);
            }
        }
        // Sold out: the next delivery has just come in.
        int taken = stock < quantity ? quantity - DELIVERY : quantity;
        Sql.change(
                connection,
                "UPDATE products SET quantityInStock = quantityInStock - ? WHERE productCode = ?",
                taken,
                code);
        return OptionalLong.of(msrpCents);
    }
}
