package shopstream.acceptance;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import shopstream.demo.SampleDatabase;

/** A real database with two products and one order, and the shipped folder in a copy of its own. */
final class SmallShop implements AutoCloseable {
    private final Path folder;
    private final SampleDatabase database;

    SmallShop(Path directory) throws IOException, SQLException {
        folder = directory.resolve("shop");
        try (Stream<Path> files = Files.walk(Path.of("..", "shop"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(Path.of("..", "shop").relativize(file)));
            }
        }
        database = SampleDatabase.start(directory.resolve("database"), words -> {});
        execute(
                "CREATE TABLE customers (customerNumber INT PRIMARY KEY, city VARCHAR(50) NOT NULL, state VARCHAR(50),"
                        + " postalCode VARCHAR(15), country VARCHAR(50) NOT NULL, creditLimit DECIMAL(10,2))",
                "CREATE TABLE products (productCode VARCHAR(15) PRIMARY KEY, productName VARCHAR(70) NOT NULL,"
                        + " productLine VARCHAR(50) NOT NULL, productScale VARCHAR(10) NOT NULL,"
                        + " productVendor VARCHAR(50) NOT NULL, productDescription TEXT NOT NULL,"
                        + " quantityInStock SMALLINT NOT NULL, buyPrice DECIMAL(10,2) NOT NULL, MSRP DECIMAL(10,2) NOT NULL)",
                "CREATE TABLE orders (orderNumber INT PRIMARY KEY, orderDate DATETIME NOT NULL,"
                        + " requiredDate DATETIME NOT NULL, shippedDate DATETIME, status VARCHAR(15) NOT NULL, comments TEXT,"
                        + " customerNumber INT NOT NULL)",
                "CREATE TABLE orderdetails (orderNumber INT, productCode VARCHAR(15), quantityOrdered INT NOT NULL,"
                        + " priceEach DECIMAL(10,2) NOT NULL, orderLineNumber SMALLINT NOT NULL,"
                        + " PRIMARY KEY (orderNumber, productCode))",
                "INSERT INTO customers VALUES (7, 'Nantes', NULL, '44000', 'France', 100)",
                "INSERT INTO products VALUES ('P1', 'Lamp', 'Light', '1:1', 'Maker', '', 5, 6.25, 12.00),"
                        + " ('P2', 'Chair', 'Seats', '1:1', 'Maker', '', 5, 6.25, 12.00)");
        order(1, 4, "10.00");
    }

    /** An order of so many lamps at that price, and of one chair. */
    void order(int number, int lamps, String price) throws SQLException {
        execute(
                "INSERT INTO orders VALUES (" + number
                        + ", UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 7)",
                "INSERT INTO orderdetails VALUES (" + number + ", 'P1', " + lamps + ", " + price + ", 1), (" + number
                        + ", 'P2', 1, 45.50, 2)");
    }

    Path configuration() {
        return folder.resolve("shop.yaml");
    }

    Map<String, String> environment() {
        return Map.of(
                "SHOP_DB_URL", database.jdbcUrl(),
                "SHOP_DB_USER", database.capture().name(),
                "SHOP_DB_PASSWORD", database.capture().password());
    }

    RunningShop up(Path data) {
        return RunningShop.up(data, configuration(), environment());
    }

    void execute(String... statements) throws SQLException {
        try (Connection source = connect();
                Statement statement = source.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().name(), database.owner().password());
    }

    /** Revenue by category, asked of the source. */
    Map<String, BigDecimal> revenue() throws SQLException {
        Map<String, BigDecimal> revenue = new TreeMap<>();
        try (Connection source = connect();
                Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery("SELECT productLine, SUM(quantityOrdered * priceEach)"
                        + " FROM orderdetails JOIN products USING (productCode) JOIN orders USING (orderNumber)"
                        + " WHERE status <> 'Cancelled' GROUP BY productLine")) {
            while (rows.next()) {
                revenue.put(rows.getString(1), rows.getBigDecimal(2));
            }
        }
        return revenue;
    }

    /** Revenue by category, as the platform shows it; empty while it shows none. */
    static Map<String, BigDecimal> shown(RunningShop shop) {
        Map<String, BigDecimal> revenue = new TreeMap<>();
        if (shop.answer("/api/sales?by=category").statusCode() == 200) {
            shop.get("/api/sales?by=category")
                    .get("rows")
                    .forEach(row -> revenue.put(
                            row.get("category").asText(),
                            new BigDecimal(row.get("revenue").asText())));
        }
        return revenue;
    }

    @Override
    public void close() {
        database.close();
    }
}
