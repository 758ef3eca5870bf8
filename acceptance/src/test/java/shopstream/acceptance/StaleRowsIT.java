package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rejected update keeps the last accepted row, and the page says that it is one. */
@Tag("thorough")
class StaleRowsIT {

    @TempDir
    private static Path directory;

    private static SmallShop source;
    private static RunningShop shop;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, SQLException {
        source = new SmallShop(directory);
        shop = source.up(directory.resolve("data"));
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        browser.close();
        shop.close();
        source.close();
    }

    @Test
    void areSaidUntilAGoodUpdateOrADeletionEndsThem() throws SQLException {
        Page page = browser.page(1440, 900, ColorScheme.LIGHT);
        page.navigate(shop.address() + "/");
        Locator line = page.getByTestId("stale-rows");
        Locator revenue = page.getByTestId("tile-revenue-value");
        assertThat(revenue).containsText("85.50");
        assertThat(line).isHidden();

        update("P1", -1);
        assertThat(line).containsText("1 row of orderdetails counts as it was before its last change");
        assertThat(stale()).isEqualTo(1);
        update("P2", -1);
        assertThat(line).containsText("2 rows of orderdetails count as they were before their last change");
        assertThat(revenue).containsText("85.50");

        Page status = browser.page(1440, 900, ColorScheme.LIGHT);
        status.navigate(shop.address() + "/status");
        assertThat(status.getByTestId("status-summary")).containsText("2 rows count as they were");
        assertThat(status.getByTestId("status-orderdetails").locator(".flagged").last())
                .hasText("2");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1440, 390)) {
                look("/", "stale-rows", width, scheme);
                look("/status", "stale-status", width, scheme);
            }
        }

        update("P1", 5);
        assertThat(line).containsText("1 row of orderdetails");
        assertThat(revenue).containsText("95.50");
        source.execute("DELETE FROM orderdetails WHERE productCode = 'P2'");
        assertThat(line).isHidden();
        assertThat(revenue).containsText("50.00");
        await().atMost(Duration.ofSeconds(90)).until(() -> stale() == 0);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void look(String path, String name, int width, ColorScheme scheme) {
        Page page = browser.page(width, 900, scheme);
        page.navigate(shop.address() + path);
        assertThat(page.getByTestId(path.equals("/") ? "stale-rows" : "status-summary"))
                .containsText("2 rows");
        page.waitForTimeout(700);
        Browser.keep(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        assertThat(Browser.obstacles(page))
                .as(path + " " + width + " " + scheme)
                .isEmpty();
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
        page.context().close();
    }

    private static long stale() {
        for (var dataset : shop.get("/api/status").get("datasets")) {
            if (dataset.get("name").asText().equals("orderdetails")) {
                assertThat(dataset.get("dashboards").toString()).isEqualTo("[\"sales\",\"funnel\"]");
                return dataset.get("stale").asLong();
            }
        }
        throw new AssertionError("The status has no orderdetails");
    }

    private static void update(String product, int quantity) throws SQLException {
        source.execute(
                "UPDATE orderdetails SET quantityOrdered = " + quantity + " WHERE productCode = '" + product + "'");
    }
}
