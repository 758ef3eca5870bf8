package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block of recommendations in a real browser, on pages that are not ours. */
class BlockIT {
    private static final String OWN = "<p id=\"own\">Ask us on the phone.</p>";

    @TempDir
    static Path directory;

    private static RunningShop shop;
    private static Browser browser;
    private static ForeignSite site;
    private static LoggedEvents log;
    private static String product;

    private Page page;

    @BeforeAll
    static void start() throws IOException {
        shop = RunningShop.start(
                directory.resolve("data"), "--history-days", "1", "--orders-per-second", "0.01", "--no-traffic");
        browser = new Browser();
        site = new ForeignSite();
        log = LoggedEvents.of(shop);
        product =
                shop.get("/store/api/products").get("products").get(0).get("id").asText();
        for (String name : List.of("plain", "told")) {
            site.put("/" + name, "Plain", block(name, "data-n=\"3\" data-url=\"/products/{id}\"", ""));
        }
        site.put(
                "/template",
                "Template",
                block(
                        "styled",
                        "",
                        "<template><h2>Look</h2><ol><li data-each title=\"{position}\">{name} for {price}</li></ol></template>"
                                + OWN));
        site.put("/own", "Own", block("own", "", OWN));
        site.put("/nothing", "Nothing", block("nothing", "", ""));
    }

    private static String block(String placement, String attributes, String content) {
        return "<h1>A lamp</h1><div data-shopstream=\"" + placement + "\" data-viewing=\"" + product
                + "\" style=\"min-height: 22rem\" " + attributes + ">" + content + "</div><p id=\"after\">Imprint</p>"
                + "<script src=\"" + shop.address() + "/shopstream.js\"></script>";
    }

    @AfterAll
    static void stop() throws InterruptedException {
        site.close();
        browser.close();
        shop.close();
    }

    @BeforeEach
    void open() {
        page = browser.page(1000, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private Locator block() {
        return page.locator("[data-shopstream]");
    }

    /** A block waits for its answer a second, which is short for the first one of a busy machine. */
    private void openAnswered(String path) {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        do {
            page.navigate(site.origin() + path);
            page.waitForFunction("() => !document.querySelector('[data-state=asking]')");
        } while (page.locator("[data-state=own], [data-state=absent]").count() > 0 && System.nanoTime() < until);
    }

    private Locator drawn() {
        return block().locator("[data-each]");
    }

    private static Predicate<JsonNode> of(String event, String placement) {
        return told -> told.get("event").asText().equals(event)
                && told.at("/properties/placement").asText().equals(placement);
    }

    @Test
    void showsProductsAndTellsWhatWasShownAndClicked() {
        openAnswered("/told");
        assertThat(drawn()).hasCount(3);
        JsonNode shown = log.await("what was shown", of("Recommendations Shown", "told"));
        List<String> ids = new ArrayList<>();
        shown.at("/properties/products")
                .forEach(each -> ids.add(each.get("product_id").asText()));
        assertThat(ids).hasSize(3).doesNotContain(product).doesNotHaveDuplicates();
        site.put("/products/" + ids.get(1), "Product", "<p>Another lamp.</p>");
        drawn().nth(1).click();
        page.waitForURL("**/products/" + ids.get(1));
        JsonNode clicked = log.await("the click", of("Recommendation Clicked", "told"));
        assertThat(clicked.at("/properties/recommendation_id")).isEqualTo(shown.at("/properties/recommendation_id"));
        assertThat(clicked.at("/properties/product_id").asText()).isEqualTo(ids.get(1));
        assertThat(clicked.at("/properties/position").asInt()).isEqualTo(2);
        // What was told last stands in the log once more when nothing follows, as everybody who reads it knows.
        assertThat(log.all().stream()
                        .filter(of("Recommendations Shown", "told"))
                        .map(told -> told.get("messageId").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void isDrawnFromThePagesOwnTemplate() {
        openAnswered("/template");
        assertThat(drawn()).hasCount(4);
        assertThat(drawn().first()).hasAttribute("title", "1");
        assertThat(drawn().first()).hasText(Pattern.compile(".+ for \\$\\d+\\.\\d\\d"));
        assertThat(block().locator("h2")).hasText("Look");
        assertThat(page.locator("#own")).hasCount(0);
    }

    @Test
    void nothingOnThePageMovesWhenItIsDrawn() {
        // Before the block hears of it, and long before it is answered.
        page.addInitScript("document.addEventListener('DOMContentLoaded', () => {"
                + " window.before = document.getElementById('after').getBoundingClientRect().top; })");
        openAnswered("/plain");
        assertThat(drawn()).hasCount(3);
        assertThat(page.evaluate("document.getElementById('after').getBoundingClientRect().top === window.before"))
                .isEqualTo(true);
    }

    @Test
    void asksAgainWhenTheCartChanges() {
        openAnswered("/plain");
        assertThat(drawn()).hasCount(3);
        String first = drawn().first().textContent();
        String id = drawn().first().getAttribute("href").replace("/products/", "");
        block().evaluate("(block, id) => block.setAttribute('data-cart', id)", id);
        assertThat(drawn().first()).not().hasText(first);
    }

    @Test
    void theDocumentedBlocksAreDrawn() throws IOException {
        String documentation = Files.readString(Path.of("..", "docs", "blocks.md"));
        StringBuilder snippets = new StringBuilder();
        Pattern.compile("```html\n(.*?)```", Pattern.DOTALL)
                .matcher(documentation)
                .results()
                .forEach(snippet -> snippets.insert(0, snippet.group(1)));
        // The demo knows no keys.
        site.put(
                "/documented",
                "Documented",
                snippets.toString()
                        .replace("https://collect.shop.example", shop.address())
                        .replaceFirst(" data-write-key=\"[0-9a-f]{32}\"", ""));
        openAnswered("/documented");
        assertThat(block()).hasCount(2);
        assertThat(drawn()).hasCount(8);
        assertThat(browser.complaints(page)).isEmpty();
    }

    @Test
    void theShopsOwnContentIsShownWhenNoAnswerComesInTime() {
        page.route("**/api/recommendations?**", route -> {});
        page.navigate(site.origin() + "/own");
        long begun = System.nanoTime();
        assertThat(page.locator("#own")).isVisible();
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(5);
        assertThat(block()).hasAttribute("data-state", "own");
    }

    @Test
    void aBlockWithoutContentOfItsOwnIsHiddenWhenTheServerFails() {
        page.route("**/api/recommendations?**", route -> route.abort());
        page.navigate(site.origin() + "/nothing");
        assertThat(block()).hasAttribute("data-state", "absent");
        assertThat(block()).isHidden();
    }
}
