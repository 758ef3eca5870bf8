package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.SampleDatabase;

/** A shop of two products whose folder is edited between starts, as its owner does it. */
abstract class EditedShop {
    @TempDir
    Path directory;

    Path data;
    private SampleDatabase database;
    private Path folder;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws IOException, SQLException {
        database = SampleDatabase.start(directory.resolve("database"), words -> {});
        data = directory.resolve("data");
        folder = directory.resolve("shop");
        environment = Map.of(
                "SHOP_DB_URL", database.jdbcUrl(),
                "SHOP_DB_USER", database.capture().name(),
                "SHOP_DB_PASSWORD", database.capture().password());
        Path shipped = Path.of("..", "shop");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(shipped.relativize(file)));
            }
        }
        execute(
                "CREATE TABLE customers (customerNumber INT PRIMARY KEY, city VARCHAR(50) NOT NULL, state VARCHAR(50),"
                        + " postalCode VARCHAR(15), country VARCHAR(50) NOT NULL, creditLimit DECIMAL(10,2))",
                "CREATE TABLE products (productCode VARCHAR(15) PRIMARY KEY, productName VARCHAR(70) NOT NULL,"
                        + " productLine VARCHAR(50) NOT NULL, productScale VARCHAR(10) NOT NULL,"
                        + " productVendor VARCHAR(50) NOT NULL, productDescription TEXT NOT NULL, quantityInStock SMALLINT NOT NULL,"
                        + " buyPrice DECIMAL(10,2) NOT NULL, MSRP DECIMAL(10,2) NOT NULL)",
                "CREATE TABLE orders (orderNumber INT PRIMARY KEY, orderDate DATETIME NOT NULL,"
                        + " requiredDate DATETIME NOT NULL, shippedDate DATETIME, status VARCHAR(15) NOT NULL, comments TEXT,"
                        + " customerNumber INT NOT NULL)",
                "CREATE TABLE orderdetails (orderNumber INT, productCode VARCHAR(15), quantityOrdered INT NOT NULL,"
                        + " priceEach DECIMAL(10,2) NOT NULL, orderLineNumber SMALLINT NOT NULL,"
                        + " PRIMARY KEY (orderNumber, productCode))",
                "INSERT INTO customers VALUES (7, 'Nantes', NULL, '44000', 'France', 100)",
                product("P1", "Light"),
                product("P2", "Seats"),
                "INSERT INTO orders VALUES (1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 7)",
                "INSERT INTO orderdetails VALUES (1, 'P1', 4, 10.00, 1), (1, 'P2', 1, 45.50, 2)");
    }

    @AfterEach
    void stop() {
        database.close();
    }

    final RunningShop up() {
        return RunningShop.up(data, folder.resolve("shop.yaml"), environment);
    }

    static String product(String code, String line) {
        return "INSERT INTO products VALUES ('" + code + "', 'Thing', '" + line
                + "', '1:1', 'Maker', '', 5, 6.25, 12.00)";
    }

    final void edit(String file, String what, String by) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    final void execute(String... statements) throws SQLException {
        try (Connection source = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().name(),
                        database.owner().password());
                Statement statement = source.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static Map<String, String> byCategory(RunningShop shop) {
        Map<String, String> revenue = new TreeMap<>();
        for (JsonNode row : shop.get("/api/sales?by=category").get("rows")) {
            revenue.put(row.get("category").asText(), row.get("revenue").asText());
        }
        return revenue;
    }

    static JsonNode mart(RunningShop shop, String name) {
        for (JsonNode mart : shop.get("/api/status").get("marts")) {
            if (mart.get("name").asText().equals(name)) {
                return mart;
            }
        }
        throw new AssertionError("The status has no mart " + name);
    }
}
