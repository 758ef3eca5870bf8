package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures that are held back, since the column they are over is still to be built or their model has stopped; and the page says so. */
@Tag("thorough")
class HeldBackIT extends EditedShop {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

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
}
