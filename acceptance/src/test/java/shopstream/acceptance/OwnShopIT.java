package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.SampleDatabase;

/** A shop of somebody's own: no table of customers, and a measure and a dimension added in the dashboard's file alone. */
class OwnShopIT {
    @TempDir
    private static Path directory;

    private static SampleDatabase database;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = SampleDatabase.start(directory.resolve("database"), words -> {});
        try (Connection source = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().name(),
                        database.owner().password());
                Statement statement = source.createStatement()) {
            for (String sql : List.of(
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
                    "INSERT INTO products VALUES ('P1', 'Lamp', 'Light', '1:1', 'Lumen', '', 5, 6.25, 12.00),"
                            + " ('P2', 'Chair', 'Seats', '1:1', 'Sella', '', 5, 20.00, 50.00)",
                    "INSERT INTO orders VALUES (1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 7),"
                            + " (2, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Cancelled', NULL, 7)",
                    "INSERT INTO orderdetails VALUES (1, 'P1', 4, 10.00, 1), (1, 'P2', 1, 45.50, 2), (2, 'P2', 9, 45, 1)")) {
                statement.execute(sql);
            }
        }
        shop = RunningShop.up(
                directory.resolve("data"),
                folder(),
                Map.of(
                        "SHOP_DB_URL", database.jdbcUrl(),
                        "SHOP_DB_USER", database.capture().name(),
                        "SHOP_DB_PASSWORD", database.capture().password()));
    }

    /** A copy of the shipped folder whose dashboard has {@code margin} and {@code vendor}. */
    private static Path folder() throws IOException {
        Path shipped = Path.of("..", "shop");
        Path own = directory.resolve("shop");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, own.resolve(shipped.relativize(file)));
            }
        }
        Path dashboard = own.resolve("dashboards").resolve("sales.yaml");
        Files.writeString(
                dashboard,
                Files.readString(dashboard).replace("\nmeasures:\n", """

                                measures:
                                  - name: margin
                                    title: Margin
                                    expression: sum(quantity * (price - products.buy_price))
                                    unit: currency
                                    definition: Revenue less what the shop pays for the same units.
                                """).replace("\ndimensions:\n", """

                                dimensions:
                                  - name: vendor
                                    title: Vendor
                                    expression: products.vendor
                                    group: goods
                                    definition: Who makes the product.
                                """));
        return own.resolve("shop.yaml");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (shop != null) {
            shop.close();
        }
        database.close();
    }

    @Test
    void aMeasureAndADimensionOfTheFileAreInTheApi() {
        JsonNode rows = shop.get("/api/sales?by=vendor").get("rows");
        assertThat(rows).hasSize(2);
        for (JsonNode row : rows) {
            boolean lumen = row.get("vendor").asText().equals("Lumen");
            assertThat(row.get("margin").asText()).isEqualTo(lumen ? "15.00" : "25.50");
            assertThat(row.get("revenue").asText()).isEqualTo(lumen ? "40.00" : "45.50");
        }
    }

    @Test
    void aMeasureAndADimensionOfTheFileAreOnThePage() {
        try (Browser browser = new Browser()) {
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/");
            assertThat(page.getByTestId("tile-margin-value")).containsText("$40.50");
            assertThat(page.getByTestId("row-Lumen")).isVisible();
            page.waitForTimeout(700);
            Browser.keep(page, "own-shop-desktop-light");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatAMissingTableTakesWithItIsGoneAndSaid() {
        assertThat(shop.answer("/api/sales?by=country").statusCode()).isEqualTo(400);
        JsonNode declared = shop.get("/api/dashboards").get(0).get("dimensions");
        assertThat(declared.findValuesAsText("name"))
                .doesNotContain("region", "country")
                .contains("vendor", "product");
        assertThat(shop.words()).contains("dashboard sales goes on without region, country");
        for (JsonNode mart : shop.get("/api/status").get("marts")) {
            boolean off = mart.get("name").asText().equals("customers");
            assertThat(mart.get("state").asText()).isEqualTo(off ? "off" : "running");
        }
    }
}
