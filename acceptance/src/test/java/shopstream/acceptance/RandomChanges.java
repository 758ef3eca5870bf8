package shopstream.acceptance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes such as a shop's own programs make, and some that nobody would expect, drawn from a seed. */
final class RandomChanges {
    private static final List<String> STATUSES =
            List.of("Shipped", "Resolved", "Cancelled", "On Hold", "Disputed", "In Process");

    private final Random random;
    private final LocalDateTime newest;
    private final int days;

    /** @param newest orders are dated up to {@code days} before this moment */
    RandomChanges(long seed, LocalDateTime newest, int days) {
        this.random = new Random(seed);
        this.newest = newest;
        this.days = days;
    }

    /** Makes {@code count} changes, each committed by itself. */
    void make(Connection database, int count) throws SQLException {
        database.setAutoCommit(false);
        for (int i = 0; i < count; i++) {
            change(database);
            database.commit();
        }
    }

    private void change(Connection database) throws SQLException {
        int kind = random.nextInt(100);
        if (kind < 30) {
            insertOrder(database);
        } else if (kind < 50) {
            update(
                    database,
                    "UPDATE orderdetails SET quantityOrdered = ?, priceEach = ? WHERE orderNumber = ? LIMIT 1",
                    1 + random.nextInt(90),
                    price(),
                    anyOrder(database));
        } else if (kind < 65) {
            update(
                    database,
                    "UPDATE orders SET status = ? WHERE orderNumber = ?",
                    STATUSES.get(random.nextInt(STATUSES.size())),
                    anyOrder(database));
        } else if (kind < 72) {
            update(
                    database,
                    "UPDATE customers SET country = (SELECT c.country FROM (SELECT country FROM customers"
                            + " ORDER BY customerNumber LIMIT 1 OFFSET " + random.nextInt(100)
                            + ") c) WHERE customerNumber = ?",
                    any(database, "customers", "customerNumber"));
        } else if (kind < 77) {
            update(
                    database,
                    "UPDATE products SET productLine = (SELECT l.productLine FROM (SELECT productLine FROM"
                            + " productlines ORDER BY productLine LIMIT 1 OFFSET " + random.nextInt(7)
                            + ") l) WHERE productCode = ?",
                    any(database, "products", "productCode"));
        } else if (kind < 83) {
            deleteOrder(database, anyOrder(database));
        } else if (kind < 88) {
            update(database, "DELETE FROM orderdetails WHERE orderNumber = ? LIMIT 1", anyOrder(database));
        } else if (kind < 94) {
            moveOrderToAnotherNumber(database, anyOrder(database));
        } else {
            update(
                    database,
                    "UPDATE orders SET orderDate = ?, customerNumber = ? WHERE orderNumber = ?",
                    anyTime(),
                    any(database, "customers", "customerNumber"),
                    anyOrder(database));
        }
    }

    private void insertOrder(Connection database) throws SQLException {
        long number = next(database);
        insertOrderRow(database, number);
        List<Object> products = new ArrayList<>();
        for (int line = 1; line <= 1 + random.nextInt(5); line++) {
            Object product = any(database, "products", "productCode");
            if (!products.contains(product)) {
                products.add(product);
                update(
                        database,
                        "INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach,"
                                + " orderLineNumber) VALUES (?, ?, ?, ?, ?)",
                        number,
                        product,
                        1 + random.nextInt(60),
                        price(),
                        line);
            }
        }
    }

    private void insertOrderRow(Connection database, long number) throws SQLException {
        update(
                database,
                "INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber)"
                        + " VALUES (?, ?, ?, ?, ?)",
                number,
                anyTime(),
                anyTime(),
                STATUSES.get(random.nextInt(STATUSES.size())),
                any(database, "customers", "customerNumber"));
    }

    private void deleteOrder(Connection database, long number) throws SQLException {
        update(database, "DELETE FROM orderdetails WHERE orderNumber = ?", number);
        update(database, "DELETE FROM orders WHERE orderNumber = ?", number);
    }

    /** A change of primary keys: the order's own, and those of all its lines. */
    private void moveOrderToAnotherNumber(Connection database, long number) throws SQLException {
        long other = next(database);
        update(database, "SET FOREIGN_KEY_CHECKS = 0");
        update(database, "UPDATE orders SET orderNumber = ? WHERE orderNumber = ?", other, number);
        update(database, "UPDATE orderdetails SET orderNumber = ? WHERE orderNumber = ?", other, number);
        update(database, "SET FOREIGN_KEY_CHECKS = 1");
    }

    private long next(Connection database) throws SQLException {
        return number(database, "SELECT MAX(orderNumber) + 1 FROM orders");
    }

    private long anyOrder(Connection database) throws SQLException {
        return ((Number) any(database, "orders", "orderNumber")).longValue();
    }

    private Object any(Connection database, String table, String column) throws SQLException {
        long rows = number(database, "SELECT COUNT(*) FROM " + table);
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM " + table + " ORDER BY " + column
                        + " LIMIT 1 OFFSET " + random.nextInt((int) Math.min(rows, 2000)))) {
            row.next();
            return row.getObject(1);
        }
    }

    private LocalDateTime anyTime() {
        return newest.minusSeconds(random.nextInt(days * 86_400));
    }

    private java.math.BigDecimal price() {
        return java.math.BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void update(Connection database, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
