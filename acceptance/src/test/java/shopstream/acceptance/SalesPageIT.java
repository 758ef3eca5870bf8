package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The sales page in a real browser, over a real shop. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SalesPageIT extends PageInABrowser {
    private static final String EXPLORED =
            ExplorePage.path("SELECT region, sum(orders) FROM sales_by_day GROUP BY region");

    @Test
    @Order(1)
    void showsFiguresThatAreLive() {
        open("/");
        assertThat(page.getByTestId("freshness")).containsText(Pattern.compile("live · .* behind"));
        assertThat(page.getByTestId("timeline-chart").locator("canvas").first()).isVisible();
        assertThat(page.getByTestId("row-Europe")).isVisible();
        assertThat(page.getByTestId("cell-total-total")).containsText("$");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void aCommittedOrderAppearsWithoutReload() throws SQLException {
        open("/");
        Locator orders = page.getByTestId("tile-orders-value");
        long before = number(orders.textContent());
        try (Connection database = shop.database();
                Statement statement = database.createStatement()) {
            statement.execute("INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber)"
                    + " SELECT MAX(orderNumber) + 1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'In Process',"
                    + " (SELECT MIN(customerNumber) FROM customers) FROM orders");
            statement.execute(
                    "INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach, orderLineNumber)"
                            + " SELECT MAX(o.orderNumber), (SELECT MIN(productCode) FROM products), 3, 19.99, 1 FROM orders o");
        }
        assertThat(orders).hasText(Pattern.compile(String.format("%,d", before + 1)));
    }

    @Test
    @Order(3)
    void aDoubleClickOpensARegionAndTheCrumbsLeadBack() {
        open("/");
        page.getByTestId("row-Europe").dblclick();
        assertThat(page.getByTestId("breadcrumbs")).containsText("Europe");
        assertThat(page.getByTestId("row-Germany")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*Europe.*"));
        Browser.keep(page, "region-desktop-light");
        page.getByTestId("breadcrumbs").getByText("All regions").click();
        assertThat(page.getByTestId("row-Europe")).isVisible();
        page.goBack();
        assertThat(page.getByTestId("row-Germany")).isVisible();
    }

    @Test
    @Order(4)
    void enterOpensARegionToo() {
        open("/");
        page.getByTestId("row-Europe").locator("button.name").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("breadcrumbs")).containsText("Europe");
    }

    @Test
    @Order(5)
    void theAddressHoldsTheView() {
        open("/?range=7d&region=Europe");
        assertThat(page.getByTestId("chip-region-Europe")).isVisible();
        String europe = page.getByTestId("tile-revenue-value").textContent();
        page.reload();
        assertThat(page.getByTestId("tile-revenue-value")).hasText(europe);
    }

    @Test
    @Order(6)
    void whatIsShownCanBeDownloaded() throws IOException {
        open("/");
        Download download = page.waitForDownload(
                () -> page.locator("[data-testid^='csv-']").first().click());
        assertThat(Files.readAllLines(download.path()).size()).isGreaterThan(2);
    }

    @Test
    @Order(7)
    void anEmptyRangeNamesTheLastSaleAndJumpsThere() {
        page = browser.page(1440, 900, ColorScheme.LIGHT);
        page.navigate(shop.address() + "/?from=2001-01-01&to=2001-01-31");
        assertThat(page.getByTestId("empty")).containsText("last");
        Browser.keep(page, "empty-desktop-light");
        page.getByTestId("go-to-last-sale").click();
        assertThat(page.getByTestId("tile-revenue-value")).containsText("$");
    }

    @Test
    @Order(7)
    void scheduledWorkRunsAtThePressOfAKeyAndSaysHowItEnded() {
        RunsPage runs = new RunsPage(open("/runs"), shop);
        runs.namesWhatIsNext();
        runs.runsTheRatingsTraining();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(7)
    void whatIsRejectedIsShownWithItsReason() throws Exception {
        QuarantinePage quarantine = new QuarantinePage(open("/quarantine"), shop);
        quarantine.isEmpty();
        quarantine.showsWhatIsRejectedAndWhy();
        assertThat(OneCommand.run(
                                directory,
                                Map.of(),
                                "quarantine",
                                "list",
                                "--data",
                                directory.resolve("data").toString())
                        .output())
                .contains("MSRP", "'-1.00' (2)");
        quarantine.tellsWhenItIsPutRight();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(7)
    void theCatalogSaysWhatIsMadeOfWhat() {
        new CatalogPage(open("/catalog")).followsAColumn();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(8)
    void nobodyIsKeptOut() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (String path :
                    List.of("/", "/?in=region:Europe", "/quarantine", "/catalog", "/runs", "/status", EXPLORED)) {
                open(path, 1440, 900, scheme);
                page.waitForTimeout(500);
                // Nothing but the contrast can differ in the dark.
                String[] rules = scheme == ColorScheme.DARK ? new String[] {"color-contrast"} : new String[0];
                assertThat(Browser.obstacles(page, rules))
                        .as(path + " " + scheme)
                        .isEmpty();
                page.context().close();
            }
        }
        open("/");
    }

    @Test
    @Order(9)
    void looksAsItShouldAtEverySize() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1440, 820, 390)) {
                open("/", width, 900, scheme);
                page.waitForTimeout(700);
                Browser.keep(page, "sales-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
                Object overflow =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(((Number) overflow).intValue())
                        .as("horizontal overflow at " + width + " px")
                        .isLessThanOrEqualTo(0);
                page.context().close();
            }
        }
        open("/status");
        Browser.keep(page, "status-desktop-light");
        open(EXPLORED, 390, 900, ColorScheme.DARK);
        assertThat(page.getByTestId("plot").locator("canvas")).isVisible();
        Browser.keep(page, "explore-390-dark");
    }

    @Test
    @Order(10)
    void aCampaignIsABandThatTheTableNames() {
        JsonNode campaign = shop.get("/api/sales/campaigns").get("campaigns").get(0);
        String name = campaign.get("name").asText();
        open("/");
        Locator band = page.getByTestId("timeline-bands").locator("[data-campaign=\"" + name + "\"]");
        assertThat(band).isVisible();
        assertThat(band.boundingBox().width).isGreaterThan(10);
        assertThat(band.boundingBox().height).isGreaterThan(100);
        page.getByTestId("table-timeline").click();
        assertThat(page.getByTestId("timeline").locator("td").getByText(name).first())
                .isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(11)
    void aFilterLeavesOutCampaignsAboutOthers() {
        assertThat(about("category", "/api/sales/campaigns?category=Trains&from=2026-01-01&to=2027-01-01"))
                .containsOnly("Trains");
        assertThat(about("country", "/api/sales/campaigns?region=Europe&from=2026-01-01&to=2027-01-01"))
                .contains("Germany", "Norway")
                .doesNotContain("Japan", "Canada", "Australia");
        assertThat(shop.answer("/api/sales/campaigns?form=2026-01-01").body()).contains("did you mean from?");
        assertThat(shop.get("/openapi.json").get("paths").has("/api/sales/campaigns"))
                .isTrue();
    }

    /** The sample shop's customers read the calendar that the page shows. */
    @Test
    @Order(12)
    void aCampaignOnThePageIsACampaignInTheShop() {
        int campaigns = 0;
        for (JsonNode campaign : shop.get("/api/sales/campaigns").get("campaigns")) {
            String filter = filter(campaign.get("about"));
            double during = 0;
            double days = 0;
            double otherwise = 0;
            double otherDays = 0;
            Instant now = Instant.now();
            for (JsonNode row : shop.get("/api/sales?grain=day" + filter).get("rows")) {
                Instant day = Instant.parse(row.get("time").asText());
                double orders = row.get("orders").asDouble();
                if (day.plus(Duration.ofDays(1)).isAfter(now)) {
                    continue;
                }
                if (!day.isBefore(Instant.parse(campaign.get("from").asText()))
                        && day.isBefore(Instant.parse(campaign.get("to").asText()))) {
                    during += orders;
                    days++;
                } else {
                    otherwise += orders;
                    otherDays++;
                }
            }
            if (days > 1 && campaign.get("about").size() == 1) {
                assertThat(during / days).as("orders a day in %s", campaign).isGreaterThan(1.1 * otherwise / otherDays);
                campaigns++;
            }
        }
        assertThat(campaigns).isPositive();
    }

    @Test
    @Order(13)
    void anyQuestionIsAskedSharedAndSaved() throws IOException {
        ExplorePage explore = new ExplorePage(page = browser.page(1440, 900, ColorScheme.LIGHT), shop.address());
        explore.completesNames();
        Browser.keep(page, "explore-desktop-light");
        explore.isSharedByItsAddress();
        explore.isDownloaded();
        explore.isSavedOpenedAndDeleted();
        explore.isStopped();
        explore.givesWayToTheQuestionThatIsGoneBackTo();
        assertThat(browser.complaints()).isEmpty();
        explore.saysWhatIsWrong();
        Browser.keep(page, "explore-problem-light");
    }

    /** The same before and after the program stops, but for what changes meanwhile. */
    @Test
    @Order(15)
    void theCommandAnswersWhetherOrNotTheProgramRuns() throws IOException, InterruptedException {
        SqlCommand command = new SqlCommand(directory);
        OneCommand.Ended running = command.asks(SqlCommand.OF_ALL);
        shop.interrupt();
        OneCommand.Ended stopped = command.asks(SqlCommand.OF_ALL);
        assertThat(running.words() + running.output()).contains("country,status,count_star()\n", "Germany,Shipped,");
        assertThat(stopped.output()).isEqualTo(running.output());
        OneCommand.Ended refused = command.asks("SELECT * FROM read_csv('/etc/passwd')");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.words()).contains("A question may not call read_csv(…).", "Next: ");
    }

    @Test
    @Order(14)
    void saysWhenTheSourceHasGone() throws SQLException {
        open("/");
        ProcessHandle database = shop.children().stream()
                .filter(child -> child.info().command().orElse("").contains("mariadbd"))
                .findFirst()
                .orElseThrow();
        database.destroyForcibly();
        assertThat(page.getByTestId("freshness")).containsText(Pattern.compile("behind · |not answered|since"));
        Browser.keep(page, "stale-desktop-light");
    }
}
