package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker in a real browser, on pages that are not ours, over a real shop. */
class TrackerIT {
    /** What a shop is told to write into its pages. */
    private static final Path DOCUMENTATION = Path.of("..", "docs", "clicks.md");

    @TempDir
    static Path directory;

    private static RunningShop shop;
    private static Browser browser;
    private static ForeignSite site;
    private static LoggedEvents log;

    private Page page;

    @BeforeAll
    static void start() throws IOException {
        shop = RunningShop.start(
                directory.resolve("data"), "--history-days", "1", "--orders-per-second", "0.01", "--no-traffic");
        browser = new Browser();
        site = new ForeignSite();
        site.put("/", "Lamps & more", script(""));
        site.put("/consent", "Consent", script("data-consent=\"required\""));
        site.put("/away", "Away", "<p>Another page, without the tracker.</p>");
        log = LoggedEvents.of(shop);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        site.close();
        browser.close();
        shop.close();
    }

    private static String script(String attributes) {
        return "<script src=\"" + shop.address() + "/shopstream.js\" " + attributes + "></script>";
    }

    private Page open(String path) {
        page = browser.page(800, 600, ColorScheme.LIGHT);
        page.navigate(site.origin() + path);
        return page;
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private static Predicate<JsonNode> query(String query) {
        return event -> event.at("/properties/query").asText().equals(query);
    }

    @Test
    void aPageOfAnotherOriginTellsItsVisitsAndWhatIsDoneThere() {
        open("/?utm_campaign=summer%20sale&utm_source=mail");
        page.evaluate("shopstream.track('Product Viewed', {product_id: 'tracked', price: 0.1 + 0.2})");
        JsonNode viewed = log.await(
                "the product's view",
                event -> event.at("/properties/product_id").asText().equals("tracked"));
        JsonNode visit = log.await(
                "the page's view",
                event -> event.get("type").asText().equals("page")
                        && event.get("anonymousId").equals(viewed.get("anonymousId")));
        assertThat(viewed.at("/properties/price").asText()).isEqualTo("0.300000");
        assertThat(viewed.at("/context/campaign/name").asText()).isEqualTo("summer sale");
        assertThat(visit.at("/context/page/title").asText()).isEqualTo("Lamps & more");
        assertThat(visit.at("/context/page/url").asText()).startsWith(site.origin());
        assertThat(visit.at("/context/userAgent").asText()).contains("Chrome");
        assertThat(browser.complaints(page)).isEmpty();
    }

    @Test
    void whoWasIdentifiedIsKnownFromThenOnAndAfterALogOutIsNot() {
        open("/");
        page.evaluate(
                "shopstream.identify(42, {country: 'France'}); shopstream.track('Products Searched', {query: 'known'})");
        JsonNode known = log.await("the search", query("known"));
        assertThat(known.get("userId").asText()).isEqualTo("42");
        JsonNode identified =
                log.await("who it is", event -> event.get("event").asText().equals("Visitor Identified"));
        assertThat(identified.get("anonymousId")).isEqualTo(known.get("anonymousId"));
        assertThat(identified.at("/traits/country").asText()).isEqualTo("France");
        page.evaluate("shopstream.reset(); shopstream.track('Products Searched', {query: 'unknown'})");
        JsonNode unknown = log.await("the next search", query("unknown"));
        assertThat(unknown.has("userId")).isFalse();
        assertThat(unknown.get("anonymousId")).isNotEqualTo(known.get("anonymousId"));
    }

    @Test
    void whatIsDoneInTheMomentOfLeavingIsTold() {
        open("/");
        page.evaluate("shopstream.track('Products Searched', {query: 'leaving'}); location.href = '/away'");
        page.waitForURL("**/away");
        log.await("the last search", query("leaving"));
    }

    @Test
    void whatIsDoneWithoutANetworkIsToldWhenThereIsOneAgainAlsoByALaterPage() {
        open("/");
        page.waitForFunction("!localStorage['shopstream.queue']");
        page.context().setOffline(true);
        page.evaluate("shopstream.track('Products Searched', {query: 'offline'})");
        page.waitForTimeout(500);
        assertThat((String) page.evaluate("localStorage['shopstream.queue']")).contains("offline");
        assertThat(log.all()).noneMatch(query("offline"));
        page.context().setOffline(false);
        page.navigate(site.origin() + "/");
        JsonNode told = log.await("the search", query("offline"));
        page.waitForFunction("!localStorage['shopstream.queue']");
        // The page that is left tells it, and the next one too unless it has heard: the same message.
        assertThat(log.all())
                .filteredOn(query("offline"))
                .extracting(event -> event.get("messageId"))
                .containsOnly(told.get("messageId"));
    }

    @Test
    void whatIsNotTakenIsToldAgainLater() {
        open("/");
        page.waitForFunction("!localStorage['shopstream.queue']");
        List<String> attempts = new ArrayList<>();
        page.route("**/v1/batch", route -> {
            attempts.add(route.request().postData());
            if (attempts.size() == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.evaluate("shopstream.track('Products Searched', {query: 'again'})");
        // What a route does is done while the page is waited for.
        page.waitForFunction("!localStorage['shopstream.queue']");
        log.await("the search", query("again"));
        assertThat(attempts).hasSize(2);
    }

    @Test
    void nothingIsKeptOrToldBeforeTheVisitorAgreesNorAfterTheyDoNot() {
        open("/consent");
        List<String> requests = new ArrayList<>();
        page.onRequest(request -> requests.add(request.url()));
        page.evaluate("shopstream.track('Products Searched', {query: 'before'})");
        page.waitForTimeout(500);
        assertThat(requests).isEmpty();
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        page.evaluate("shopstream.consent(true); shopstream.track('Products Searched', {query: 'agreed'})");
        log.await("the search", query("agreed"));
        page.evaluate("shopstream.consent(false); shopstream.track('Products Searched', {query: 'after'})");
        page.waitForTimeout(500);
        assertThat(page.evaluate("Object.keys(localStorage).join()")).isEqualTo("shopstream.consent");
        assertThat(log.all()).noneMatch(query("before")).noneMatch(query("after"));
    }

    @Test
    void theDocumentedSnippetsWork() throws IOException {
        // The demo knows no keys.
        String snippets = snippet("html")
                .replace("https://collect.shop.example", shop.address())
                .replaceFirst(" data-write-key=\"[0-9a-f]{32}\"", "");
        site.put("/documented", "Documented", snippets);
        open("/documented");
        log.await(
                "the documented event",
                event -> event.at("/context/page/path").asText().equals("/documented")
                        && event.get("event").asText().equals("Product Viewed"));
    }

    /** The first block of the documentation in that language. */
    private static String snippet(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENTATION));
        assertThat(block.find()).as(language + " in " + DOCUMENTATION).isTrue();
        return block.group(1);
    }
}
