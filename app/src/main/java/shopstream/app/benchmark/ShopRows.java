package shopstream.app.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Rows of the sample shop's tables, as SQL. */
final class ShopRows {
    private static final int FIRST_CUSTOMER = 103;
    private static final int CUSTOMERS = 50_000;

    private ShopRows() {}

    static List<String> products(MeasuredShop shop) throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT productCode FROM products ORDER BY productCode")) {
            List<String> products = new ArrayList<>();
            while (rows.next()) {
                products.add(rows.getString(1));
            }
            return products;
        }
    }

    static int nextOrderNumber(MeasuredShop shop) throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(orderNumber), 0) + 100000 FROM orders")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** An order of somebody's, now. */
    static String order(int number, SplittableRandom random) {
        return "INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber) VALUES "
                + orderValues(number, random);
    }

    static String orderValues(int number, SplittableRandom random) {
        return "(" + number + ", UTC_TIMESTAMP(), UTC_DATE(), 'In Process', "
                + (FIRST_CUSTOMER + random.nextInt(CUSTOMERS)) + ")";
    }

    /** The lines of an order, each of another product. */
    static String lines(int order, int count, List<String> products, SplittableRandom random) {
        StringJoiner values = new StringJoiner(
                ", ",
                "INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach, orderLineNumber)"
                        + " VALUES ",
                "");
        int first = random.nextInt(products.size());
        for (int i = 0; i < count; i++) {
            values.add(line(order, products.get((first + i * 7) % products.size()), 1 + random.nextInt(5), i + 1));
        }
        return values.toString();
    }

    static String line(int order, String product, int quantity, int place) {
        return "(" + order + ", '" + product + "', " + quantity + ", 12.34, " + place + ")";
    }
}
