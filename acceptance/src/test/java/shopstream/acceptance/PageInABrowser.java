package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The page of a shop that runs, in a real browser. */
abstract class PageInABrowser {
    private static final List<String> WITHOUT_FIGURES = List.of("/status", "/runs", "/quarantine", "/catalog");

    @TempDir
    static Path directory;

    static RunningShop shop;
    static Browser browser;
    Page page;

    @BeforeAll
    static void start() {
        shop = RunningShop.start(
                directory.resolve("data"), "--history-days", "40", "--orders-per-second", "0.01", "--no-traffic");
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        browser.close();
        shop.close();
    }

    @AfterEach
    void leave() {
        if (page != null) {
            page.context().close();
        }
    }

    Page open(String path) {
        return open(path, 1440, 900, ColorScheme.LIGHT);
    }

    Page open(String path, int width, int height, ColorScheme scheme) {
        page = browser.page(width, height, scheme);
        page.navigate(shop.address() + path);
        if (path.startsWith("/explore")) {
            assertThat(page.getByTestId("answer-table")).containsText("Europe");
        } else if (WITHOUT_FIGURES.stream().noneMatch(path::startsWith)) {
            assertThat(page.getByTestId("tile-revenue-value")).hasText(Pattern.compile("\\$[\\d,.]+.*"));
        }
        return page;
    }

    static long number(String text) {
        return Long.parseLong(text.replaceAll("[^0-9]", ""));
    }

    static String filter(JsonNode about) {
        StringBuilder filter = new StringBuilder();
        about.properties()
                .forEach(dimension -> dimension
                        .getValue()
                        .forEach(value -> filter.append('&')
                                .append(dimension.getKey())
                                .append('=')
                                .append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8))));
        return filter.toString();
    }

    /** What the campaigns of an answer are about. */
    static List<String> about(String dimension, String path) {
        List<String> values = new ArrayList<>();
        shop.get(path)
                .get("campaigns")
                .forEach(
                        campaign -> campaign.get("about").path(dimension).forEach(value -> values.add(value.asText())));
        return values;
    }
}
