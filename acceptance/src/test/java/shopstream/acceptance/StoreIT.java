package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample shop's own pages in a real browser, from the first look to the order. */
class StoreIT {
    @TempDir
    static Path directory;

    private static RunningShop shop;
    private static JsonNode atReady;
    private static Browser browser;
    private static LoggedEvents log;

    private Page page;

    @BeforeAll
    static void start() {
        shop = RunningShop.start(
                directory.resolve("data"), "--history-days", "2", "--orders-per-second", "0.02", "--no-traffic");
        atReady = shop.get("/api/recommendations?placement=home");
        browser = new Browser();
        log = LoggedEvents.of(shop);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        browser.close();
        shop.close();
    }

    @BeforeEach
    void open() {
        page = browser.page(1280, 900, ColorScheme.LIGHT);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private void visit(String path) {
        page.navigate(shop.address() + path);
    }

    private Locator recommended(String placement) {
        Locator names = page.getByTestId("block-" + placement).locator(".card-name");
        assertThat(names).hasCount(4);
        return names;
    }

    /** The store's first product of that category. */
    private static JsonNode product(String category) {
        return shop.get("/store/api/products?category=" + category.replace(" ", "%20"))
                .get("products")
                .get(0);
    }

    private static List<String> row(String sql) throws SQLException {
        try (Connection database = shop.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> row = new ArrayList<>();
            if (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
            }
            return row;
        }
    }

    private static long ordersOnTheDashboard() {
        return shop.get("/api/sales").get("rows").get(0).get("orders").asLong();
    }

    @Test
    void somethingIsRecommendedFromTheFirstMoment() {
        assertThat(atReady.get("items")).hasSize(4);
    }

    @Test
    void whatIsRecommendedChangesWithWhatIsLookedAt() {
        visit("/store");
        List<String> before = recommended("home").allTextContents();
        page.getByTestId("card").nth(2).click();
        List<String> beside = recommended("product-page").allTextContents();
        assertThat(beside).isNotEqualTo(before);
        String clicked = beside.get(0);
        recommended("product-page").first().click();
        assertThat(page.getByTestId("name")).hasText(clicked);
        assertThat(recommended("product-page").allTextContents())
                .isNotEqualTo(beside)
                .doesNotContain(clicked);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anOrderIsInTheDatabaseOnTheDashboardAndToldWithItsNumber() throws SQLException {
        JsonNode ship = product("Ships");
        String id = ship.get("id").asText();
        long before = ordersOnTheDashboard();
        String stock = row("SELECT quantityInStock FROM products WHERE productCode = '" + id + "'")
                .get(0);
        visit("/store/products/" + id);
        page.getByTestId("quantity").selectOption("3");
        page.getByTestId("add").click();
        assertThat(page.getByTestId("count")).hasText("3");
        page.getByTestId("to-cart").click();
        recommended("cart");
        assertThat(page.getByTestId("line")).hasCount(1);
        page.locator("input[name=name]").fill("Ada \"Countess\" Byron");
        page.locator("select[name=country]").selectOption("Norway");
        page.getByTestId("order").click();
        String number = page.getByTestId("number").textContent();
        assertThat(page.getByTestId("count")).hasText("0");

        List<String> written = row("SELECT c.customerName, c.country, d.productCode, d.quantityOrdered, d.priceEach,"
                + " o.status, p.quantityInStock, o.customerNumber FROM orders o JOIN customers c USING (customerNumber)"
                + " JOIN orderdetails d USING (orderNumber) JOIN products p USING (productCode) WHERE orderNumber = "
                + number);
        assertThat(written.get(0)).isEqualTo("Ada \"Countess\" Byron");
        assertThat(written.get(1).strip()).isEqualTo("Norway");
        assertThat(written.subList(2, 7))
                .containsExactly(
                        id,
                        "3",
                        ship.get("price").asText(),
                        "In Process",
                        Integer.toString(Integer.parseInt(stock) - 3));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ordersOnTheDashboard()).isGreaterThan(before));

        JsonNode told = log.await(
                "the order",
                event -> event.get("event").asText().equals("Order Completed")
                        && event.at("/properties/order_id").asText().equals(number));
        assertThat(told.get("userId").asText()).isEqualTo(written.get(7));
        JsonNode viewed = log.await(
                "the view of what was bought",
                event -> event.get("event").asText().equals("Product Viewed")
                        && event.at("/properties/product_id").asText().equals(id)
                        && event.get("anonymousId").equals(told.get("anonymousId")));
        assertThat(viewed.has("userId")).isFalse();
    }

    @Test
    void aCustomerWhoSignsInIsIdentifiedAndBuysUnderTheirNumber() throws SQLException {
        visit("/store/products/" + product("Trains").get("id").asText());
        Locator visitor = page.getByTestId("visitor");
        assertThat(visitor.locator("option")).hasCount(13);
        String customer = visitor.locator("option").nth(1).getAttribute("value");
        visitor.selectOption(customer);
        log.await(
                "who it is",
                event -> event.get("type").asText().equals("identify")
                        && event.get("userId").asText().equals(customer));
        page.getByTestId("add").click();
        page.getByTestId("to-cart").click();
        page.getByTestId("order").click();
        String number = page.getByTestId("number").textContent();
        assertThat(row("SELECT customerNumber FROM orders WHERE orderNumber = " + number))
                .containsExactly(customer);
    }

    @Test
    void whatIsTakenOutOfTheCartIsToldAndIsGone() {
        String id = product("Planes").get("id").asText();
        visit("/store/products/" + id);
        page.getByTestId("add").click();
        page.getByTestId("to-cart").click();
        page.getByTestId("line").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByTestId("line")).hasCount(0);
        log.await(
                "what was taken out",
                event -> event.get("event").asText().equals("Product Removed")
                        && event.at("/properties/product_id").asText().equals(id));
    }

    @Test
    void everybodyCanUseIt() {
        for (String path : List.of(
                "/store", "/store/products/" + product("Ships").get("id").asText(), "/store/cart")) {
            visit(path);
            page.locator("[data-shopstream][data-state=shown]").waitFor();
            Browser.keepInBothSchemes(page, "store" + path.replaceAll("\\W+", "-"), 1440, 390);
            assertThat(Browser.obstacles(page)).as(path).isEmpty();
        }
    }
}
