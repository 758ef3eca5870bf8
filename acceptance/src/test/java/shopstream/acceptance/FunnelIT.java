package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What visitors do and what the database sold, on one dashboard: the shipped one, from outside. */
class FunnelIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private static String event(String name, String message, String more) {
        return "{\"type\":\"track\",\"event\":\"" + name + "\",\"messageId\":\"" + message
                + "\",\"anonymousId\":\"b1\",\"timestamp\":\""
                + Instant.now().minus(Duration.ofHours(1)) + "\",\"properties\":{\"product_id\":\"P1\"}" + more + "}";
    }

    private static void tell(RunningShop shop, List<String> events) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.address() + "/v1/batch"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[" + String.join(",", events) + "]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"accepted\":" + events.size());
    }

    /** The figures of the only value of a dimension, as text. */
    private static String figures(RunningShop shop, String dimension, String value) {
        for (JsonNode row : shop.get("/api/funnel?by=" + dimension).get("rows")) {
            if (row.get(dimension).asText().equals(value)) {
                return row.get("views") + " " + row.get("carts") + " " + row.get("purchases") + " "
                        + row.get("conversion").asText() + " "
                        + row.get("revenue").asText();
            }
        }
        return "none";
    }

    @Test
    void clicksAndOrdersStandOnOneDashboardAndWhoBuysTurnsOutToHaveLooked() throws Exception {
        try (SmallShop small = new SmallShop(directory);
                RunningShop shop = small.up(directory.resolve("data"));
                Browser browser = new Browser()) {
            List<String> visit = new ArrayList<>();
            for (int view = 0; view < 8; view++) {
                visit.add(event("Product Viewed", "v" + view, ",\"context\":{\"campaign\":{\"name\":\"Spring\"}}"));
            }
            visit.add(event("Product Added", "c1", ""));
            visit.add(event("Product Viewed", "bot", ",\"context\":{\"userAgent\":\"Examplebot/1.0\"}"));
            tell(shop, visit);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(figures(shop, "region", "(none)")).startsWith("8 1 0 "));
            tell(shop, visit);
            tell(shop, List.of("{\"type\":\"identify\",\"anonymousId\":\"b1\",\"userId\":\"7\",\"messageId\":\"i1\"}"));
            small.order(2, 1, "10.00");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(figures(shop, "region", "Europe")).isEqualTo("8 1 4 0.5000 141.00");
                assertThat(figures(shop, "campaign", "Spring")).isEqualTo("8 0 4 0.5000 141.00");
                assertThat(figures(shop, "category", "Light")).startsWith("8 1 2 0.2500");
            });
            Instant now = Instant.now();
            await().atMost(PATIENCE)
                    .until(() -> Instant.parse(
                                    shop.get("/api/funnel").get("completeTo").asText())
                            .isAfter(now));
            Page page = browser.page(1440, 900, ColorScheme.LIGHT);
            page.navigate(shop.address() + "/?dashboard=funnel");
            assertThat(page.getByTestId("tile-views-value")).hasText("8");
            assertThat(page.getByTestId("tile-conversion-value")).hasText("50.00%");
            assertThat(page.getByTestId("row-Spring-value")).hasText("8");
            Browser.keep(page, "funnel");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
