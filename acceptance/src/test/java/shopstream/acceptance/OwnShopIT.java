package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.SampleDatabase;

/** A shop of somebody's own: no table of customers; a measure, a dimension and currencies added in its files alone. */
class OwnShopIT {
    @TempDir
    private static Path directory;

    private static SampleDatabase database;
    private static RunningShop shop;

    /** What was answered the moment it was ready. */
    private static JsonNode ready;

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
                            + " customerNumber INT NOT NULL, currency CHAR(3) NOT NULL)",
                    "CREATE TABLE orderdetails (orderNumber INT, productCode VARCHAR(15), quantityOrdered INT NOT NULL,"
                            + " priceEach DECIMAL(10,2) NOT NULL, orderLineNumber SMALLINT NOT NULL,"
                            + " PRIMARY KEY (orderNumber, productCode))",
                    "INSERT INTO products VALUES ('P1', 'Lamp', 'Light', '1:1', 'Lumen', '', 5, 6.25, 12.00),"
                            + " ('P2', 'Chair', 'Seats', '1:1', 'Sella', '', 5, 20.00, 50.00),"
                            + " ('P3', 'Clock', 'Time', '1:1', 'Orologi', '', 5, 4.00, 11.00)",
                    "INSERT INTO orders VALUES (1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 7, 'USD'),"
                            + " (2, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Cancelled', NULL, 7, 'USD'),"
                            + " (3, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 7, 'EUR'),"
                            + " (4, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 7, 'CHF')",
                    "INSERT INTO orderdetails VALUES (1, 'P1', 4, 10.00, 1), (1, 'P2', 1, 45.50, 2), (2, 'P2', 9, 45, 1),"
                            + " (3, 'P3', 2, 10.00, 1), (4, 'P3', 1, 1234.00, 1)",
                    // So many that they are on their way for a while after they have been read.
                    "INSERT INTO orders SELECT seq, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Cancelled', NULL, 7, 'USD'"
                            + " FROM seq_1000_to_30000",
                    "INSERT INTO orderdetails SELECT seq, 'P1', 1, 10.00, 1 FROM seq_1000_to_30000")) {
                statement.execute(sql);
            }
        }
        shop = RunningShop.up(
                directory.resolve("data"),
                OwnFolder.in(directory.resolve("shop")),
                Map.of(
                        "SHOP_DB_URL", database.jdbcUrl(),
                        "SHOP_DB_USER", database.capture().name(),
                        "SHOP_DB_PASSWORD", database.capture().password()));
        ready = shop.get("/api/sales");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (shop != null) {
            shop.close();
        }
        database.close();
    }

    /** A table is missing, which is none of theirs: they were waited for. */
    @Test
    void figuresAreThereTheMomentItSaysReady() {
        assertThat(ready.get("completeTo").isNull()).isFalse();
        assertThat(ready.at("/rows/0/revenue").asText()).isEqualTo("110.50");
    }

    @Test
    void aMeasureAndADimensionOfTheFileAreInTheApi() {
        JsonNode rows = shop.get("/api/sales?by=vendor").get("rows");
        Map<String, String> figures = new TreeMap<>();
        rows.forEach(row -> figures.put(
                row.get("vendor").asText(),
                row.get("margin").asText() + " " + row.get("revenue").asText()));
        assertThat(figures)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Lumen", "15.00 40.00", "Sella", "25.50 45.50", "Orologi", "15.00 25.00"));
    }

    @Test
    void anAmountIsConvertedAndOneWithoutARateIsToldApart() {
        JsonNode answer = shop.get("/api/sales");
        JsonNode total = answer.get("rows").get(0);
        assertThat(total.get("revenue").asText())
                .as("40.00 + 45.50 + 20.00 EUR at 1.25")
                .isEqualTo("110.50");
        assertThat(total.get("orders").asInt()).isEqualTo(3);
        assertThat(answer.get("unconverted")).hasSize(1);
        JsonNode apart = answer.get("unconverted").get(0);
        assertThat(apart.get("currency").asText()).isEqualTo("CHF");
        assertThat(apart.get("revenue").asText()).isEqualTo("1234.00");
        assertThat(apart.get("orders").asInt()).isEqualTo(1);
        JsonNode newest = shop.get("/api/sales/latest").get("rows").get(0);
        assertThat(newest.get("order").asInt()).isEqualTo(4);
        assertThat(newest.get("revenue").isNull()).isTrue();
        assertThat(newest.get("unconverted").get(0).get("revenue").asText()).isEqualTo("1234.00");
        assertThat(shop.get("/api/sales?vendor=Lumen").has("unconverted")).isFalse();
    }

    @Test
    void thePageSaysWhatHasNoRate() {
        try (Browser browser = new Browser()) {
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/?measure=revenue");
            assertThat(page.getByTestId("tile-revenue-value")).containsText("$110.50");
            assertThat(page.getByTestId("unconverted"))
                    .hasText("Not included: revenue of CHF 1,234.00 in 1 order, for which there is no rate."
                            + " Add it to rates.csv among the shop's seeds.");
            assertThat(page.getByTestId("just-sold")).containsText("CHF 1,234.00");
            page.navigate(shop.address() + "/?vendor=Lumen");
            assertThat(page.getByTestId("tile-revenue-value")).containsText("$40.00");
            assertThat(page.getByTestId("unconverted")).isHidden();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Kathmandu is three quarters of an hour off the full hours of UTC. */
    @Test
    void theHoursOfThePageAreThoseOfItsZone() {
        try (Browser browser = new Browser()) {
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/?range=7d&grain=hour&zone=Asia/Kathmandu&measure=revenue");
            page.getByTestId("table-timeline").click();
            assertThat(page.getByTestId("timeline").locator("td").getByText("$110.50"))
                    .isVisible();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theCalendarOfThePageIsThatOfJava() {
        List<String> zones = List.of(
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Australia/Adelaide",
                "Australia/Lord_Howe",
                "America/Santiago",
                "America/Havana",
                "Europe/Berlin");
        try (Browser browser = new Browser()) {
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/status");
            for (String name : zones) {
                ZoneId zone = ZoneId.of(name);
                List<Double> begins = new ArrayList<>();
                List<Double> nines = new ArrayList<>();
                List<Double> ninesBefore = new ArrayList<>();
                List<Integer> lengths = new ArrayList<>();
                LocalDate first = LocalDate.of(2026, 1, 1);
                first.datesUntil(first.plusYears(1)).forEach(day -> {
                    Instant begin = day.atStartOfDay(zone).toInstant();
                    begins.add((double) begin.toEpochMilli());
                    ZonedDateTime nine = day.atTime(9, 0).atZone(zone);
                    nines.add((double) nine.toInstant().toEpochMilli());
                    ninesBefore.add((double) nine.minusDays(1).toInstant().toEpochMilli());
                    Duration length = Duration.between(begin, day.plusDays(1).atStartOfDay(zone));
                    lengths.add((int) Math.ceil(length.toMinutes() / 60.0));
                });
                Object told = page.evaluate("""
                        async ([zone, nines]) => {
                          const { addDays, shiftDays, startOfDay } = await import('/page/calendar.js');
                          const { buckets } = await import('/page/range.js');
                          const days = Array.from({ length: 366 }, (_, index) => addDays('2026-01-01', index));
                          const begins = days.map((day) => startOfDay(day, zone));
                          const hours = begins.slice(0, 365).map((start, at) =>
                            buckets({ start, end: begins[at + 1] }, 'hour', zone).length);
                          return [begins.slice(0, 365), nines.map((nine) => shiftDays(nine, -1, zone)), hours];
                        }""", List.of(name, nines));
                assertThat(told.toString())
                        .as(name)
                        .isEqualTo(List.of(begins, ninesBefore, lengths).toString());
            }
        }
    }

    @Test
    void aMeasureAndADimensionOfTheFileAreOnThePage() {
        try (Browser browser = new Browser()) {
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/");
            assertThat(page.getByTestId("tile-margin-value")).containsText("$55.50");
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
