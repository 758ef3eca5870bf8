package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.SampleDatabase;

/** A model is changed in the folder, and taken back on the command line, as its owner does it. */
class ChangedModelIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private SampleDatabase database;
    private Path data;
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

    @Test
    void aChangedModelIsShownWhenItHasCaughtUpAndCanBeTakenBack() throws Exception {
        Map<String, String> before = Map.of("Light", "40.00", "Seats", "45.50");
        Map<String, String> after = Map.of("LIGHT", "40.00", "SEATS", "45.50");
        String first;
        try (RunningShop shop = up()) {
            assertThat(byCategory(shop)).isEqualTo(before);
            first = editions(shop).toString();
        }
        try (RunningShop shop = up()) {
            assertThat(editions(shop)).hasToString(first);
        }
        edit("models/marts/products.sql", "category", "UPPER(category) AS category");
        try (RunningShop shop = up()) {
            await().atMost(PATIENCE).until(() -> {
                Map<String, String> now = byCategory(shop);
                assertThat(now).isIn(before, after);
                return now.equals(after);
            });
            await().atMost(PATIENCE)
                    .until(() -> editions(shop).get("products").size() == 2
                            && editions(shop).get("products").toString().contains("kept"));
            assertThat(editions(shop).get("sales_lines")).hasSize(1);
            assertThat(models("list", "--data", data.toString())).contains("products", "kept", "shown, running");

            assertThat(models("rollback", "products", "--data", data.toString()))
                    .contains("complete up to");
            assertThat(byCategory(shop)).isEqualTo(before);
            execute("UPDATE orderdetails SET quantityOrdered = 5 WHERE productCode = 'P1'", product("P3", "Tables"));
            execute("INSERT INTO orderdetails VALUES (1, 'P3', 2, 3.00, 3)");
            await().atMost(PATIENCE)
                    .until(() -> byCategory(shop).equals(Map.of("Light", "50.00", "Seats", "45.50", "Tables", "6.00")));
        }
        assertThat(models("list", "--json", "--data", data.toString())).contains("\"takenBack\":true");
        try (RunningShop shop = up()) {
            assertThat(byCategory(shop)).containsEntry("Light", "50.00");
            assertThat(editions(shop).get("products").toString()).doesNotContain("building");
        }
        assertThat(models("rollback", "products", "--data", data.toString())).contains("next start");
        try (RunningShop shop = up()) {
            await().atMost(PATIENCE).until(() -> byCategory(shop).containsKey("TABLES"));
        }
    }

    @Test
    void aFigureOverANewColumnIsLeftOutUntilTheModelIsRebuiltAndThenShown() throws Exception {
        for (int order = 2; order <= 40; order++) {
            execute(
                    "INSERT INTO orders VALUES (" + order
                            + ", UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'On Hold', NULL, 7)",
                    "INSERT INTO orderdetails VALUES (" + order + ", 'P1', 1, 10.00, 1)");
        }
        try (RunningShop shop = up()) {
            assertThat(shop.get("/api/sales").has("leftOut")).isFalse();
        }
        edit("models/marts/sales_lines.sql", "header.status,\n", "header.status,\n  UPPER(header.status) AS stage,\n");
        edit(
                "models/marts/sales_lines.yaml",
                "  - { name: counts,",
                "  - { name: stage, type: VARCHAR, description: How far the order is. }\n  - { name: counts,");
        edit(
                "dashboards/sales.yaml",
                "dimensions:\n",
                "  - { name: held, title: Held back, unit: count, definition: Pieces of orders on hold,"
                        + " expression: \"sum(case when stage = 'ON HOLD' then quantity else 0 end)\" }\ndimensions:\n");
        edit("shop.yaml", "rows-per-second: 20000", "rows-per-second: 1");
        try (RunningShop shop = up();
                Browser browser = new Browser()) {
            JsonNode answer = shop.get("/api/sales");
            assertThat(answer.get("leftOut").get("names").toString()).isEqualTo("[\"held\"]");
            assertThat(answer.get("rows").get(0).get("units").asInt()).isEqualTo(44);
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/?range=7d");
            assertThat(page.getByTestId("left-out"))
                    .containsText("Not shown until the changed model sales_lines has been rebuilt: Held back, since");
            assertThat(page.getByTestId("tile-units-value")).hasText("44");
            assertThat(page.getByTestId("tile-held")).hasCount(0);
            Browser.keep(page, "left-out");
            await().atMost(PATIENCE)
                    .until(() -> page.getByTestId("tile-held-value").count() == 1
                            && page.getByTestId("tile-held-value").textContent().equals("39"));
            assertThat(page.getByTestId("left-out")).isHidden();
            assertThat(page.url()).endsWith("/?range=7d");
        }
    }

    @Test
    void aModelThatFailsStopsOnlyItselfAndThePageSaysWhatItHoldsBack() throws Exception {
        edit("models/staging/stg_customers.sql", "TRIM(country)", "CAST(100 / (customerNumber - 13) AS STRING)");
        try (RunningShop shop = up();
                Browser browser = new Browser()) {
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/");
            execute("INSERT INTO customers VALUES (13, 'Nowhere', NULL, '1', 'Utopia', 100)");
            await().atMost(PATIENCE)
                    .until(() -> mart(shop, "customers").get("state").asText().equals("failed"));
            JsonNode held = mart(shop, "customers").get("holdsBack").get(0);
            assertThat(held.get("everything").asBoolean()).isFalse();
            assertThat(held.get("figures").toString())
                    .contains("Region", "Country")
                    .doesNotContain("Revenue");
            assertThat(mart(shop, "customers").get("message").asText()).containsIgnoringCase("zero");

            execute("UPDATE orderdetails SET quantityOrdered = 6 WHERE productCode = 'P1'");
            await().atMost(PATIENCE).until(() -> byCategory(shop).get("Light").equals("60.00"));
            assertThat(mart(shop, "sales_lines").get("state").asText()).isEqualTo("running");
            assertThat(page.locator("#trouble"))
                    .containsText(java.util.regex.Pattern.compile(
                            "Region.* and .* stand at .*: the model customers has stopped: .*Everything else goes on"));
        }
    }

    private RunningShop up() {
        return RunningShop.up(data, folder.resolve("shop.yaml"), environment);
    }

    private static String product(String code, String line) {
        return "INSERT INTO products VALUES ('" + code + "', 'Thing', '" + line
                + "', '1:1', 'Maker', '', 5, 6.25, 12.00)";
    }

    private void edit(String file, String what, String by) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    private void execute(String... statements) throws SQLException {
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

    private static Map<String, String> byCategory(RunningShop shop) {
        Map<String, String> revenue = new TreeMap<>();
        for (JsonNode row : shop.get("/api/sales?by=category").get("rows")) {
            revenue.put(row.get("category").asText(), row.get("revenue").asText());
        }
        return revenue;
    }

    /** Per mart, each edition with its role. */
    private static Map<String, List<String>> editions(RunningShop shop) {
        Map<String, List<String>> editions = new TreeMap<>();
        for (JsonNode mart : shop.get("/api/models").get("marts")) {
            List<String> roles = new ArrayList<>();
            mart.get("editions")
                    .forEach(edition -> roles.add(edition.get("edition").asText() + " "
                            + edition.get("role").asText()));
            editions.put(mart.get("name").asText(), roles);
        }
        return editions;
    }

    private static JsonNode mart(RunningShop shop, String name) {
        for (JsonNode mart : shop.get("/api/status").get("marts")) {
            if (mart.get("name").asText().equals(name)) {
                return mart;
            }
        }
        throw new AssertionError("The status has no mart " + name);
    }

    /** {@code ./shopstream models …}, which must succeed; what it printed. */
    private String models(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Program.command());
        command.add("models");
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "models", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
