package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of recommendations, from the simulated visitors and a real browser to the page that says so. */
class RecommendationsPageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path directory;

    private static RunningShop shop;
    private static Browser browser;

    private Page page;

    @BeforeAll
    static void start() {
        shop = RunningShop.start(
                directory.resolve("data"),
                "--history-days",
                "1",
                "--orders-per-second",
                "0.1",
                "--clicks-per-second",
                "20");
        browser = new Browser();
        Awaitility.await().atMost(PATIENCE).until(() -> total().path("clicked").asInt() > 0);
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

    private static JsonNode outcomes() {
        return shop.get("/api/recommendations/outcomes?days=1");
    }

    private static JsonNode total() {
        return outcomes().get("total");
    }

    private void open(String query) {
        page = browser.page(1440, 900, ColorScheme.LIGHT);
        page.navigate(shop.address() + "/recommendations" + query);
        assertThat(page.getByTestId("summary")).containsText("lists were shown");
    }

    private static void tell(String... events) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(shop.address() + "/v1/batch"))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":["
                                        + String.join(",", events).replace('\'', '"') + "]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"accepted\":" + events.length);
    }

    private static String event(String name, String visitor, String product) {
        return "{'type':'track','event':'" + name + "','anonymousId':'" + visitor + "','messageId':'" + name + visitor
                + product + "','properties':{'product_id':'" + product + "','quantity':1}}";
    }

    private static JsonNode product(String category) {
        return shop.get("/store/api/products?category=" + category)
                .get("products")
                .get(0);
    }

    @Test
    void visitorsAreShownListsAndSomeAreClicked() {
        open("?days=1");
        assertThat(page.getByTestId("tile-shown")).hasText(Pattern.compile("[1-9][\\d,]*"));
        assertThat(page.getByTestId("tile-clickThrough")).hasText(Pattern.compile("\\d+\\.\\d%"));
        assertThat(page.getByTestId("sources")).containsText("Personal");
        assertThat(page.getByTestId("placements")).containsText("home");
        assertThat(page.getByTestId("placements")).containsText("product-page");
        JsonNode total = total();
        assertThat(total.get("clicked").asInt()).isLessThan(total.get("shown").asInt());
        assertThat(total.get("coverage").asDouble()).isBetween(0.01, 1.0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsShownInABrowserAndClickedIsCounted() {
        page = browser.page(1280, 900, ColorScheme.LIGHT);
        // What is looked at by a browser that nobody sits at is left out; this one says that somebody does.
        page.addInitScript("Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 Chrome/130.0' })");
        page.navigate(shop.address() + "/store/cart");
        Locator cards = page.getByTestId("block-cart").locator(".card-name");
        assertThat(cards).hasCount(4);
        cards.first().click();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode cart = outcomes().at("/placements/cart");
            assertThat(cart.path("shown").asInt()).isPositive();
            assertThat(cart.path("clicked").asInt()).isPositive();
        });
    }

    @Test
    void aVisitorIsLookedUpWithWhatTheyGetAndWhatNot() throws IOException, InterruptedException {
        JsonNode ship = product("Ships");
        JsonNode plane = product("Planes");
        String id = ship.get("id").asText();
        tell(event("Product Viewed", "looked-up", plane.get("id").asText()), event("Product Added", "looked-up", id));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> shop.get("/api/recommendations/explain?anonymousId=looked-up")
                        .get("leftOut")
                        .findValuesAsText("id")
                        .contains(id));
        open("");
        page.getByTestId("who").fill("looked-up");
        page.getByTestId("look-up").click();
        assertThat(page.getByTestId("recommended").locator("li")).hasCount(8);
        Locator out = page.getByTestId("left-out").getByTestId("product-" + id);
        assertThat(out).containsText(ship.get("name").asText());
        assertThat(out).containsText("It lies in the cart");
        assertThat(page.getByTestId("recommended").getByTestId("product-" + id)).hasCount(0);
        page.reload();
        assertThat(page.getByTestId("who")).hasValue("looked-up");
        assertThat(page.getByTestId("left-out").getByTestId("product-" + id)).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whoWasShownSomethingLatelyIsOneClickAway() {
        open("");
        Locator person = page.getByTestId("recent").locator("button").first();
        person.click();
        assertThat(page.getByTestId("recommended").locator("li").first()).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*(user|visitor)=.+"));
        page.goBack();
        assertThat(page.getByTestId("explained")).isHidden();
    }

    @Test
    void theDeclaredExperimentHasBothVariants() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> shop.get("/api/experiments")
                        .at("/experiments/0/variants")
                        .forEach(variant ->
                                assertThat(variant.get("visitors").asInt()).isPositive()));
        open("");
        Locator experiment = page.getByTestId("experiment-home-personal");
        assertThat(experiment.getByTestId("variant-popular")).containsText("the control");
        assertThat(experiment.getByTestId("variant-personal")).containsText("of 80 %");
        JsonNode answers = shop.recommended("placement=home&anonymousId=somebody&n=2");
        assertThat(answers.at("/experiment/name").asText()).isEqualTo("home-personal");
        JsonNode elsewhere = shop.recommended("anonymousId=somebody&n=2");
        assertThat(elsewhere.get("experiment").isNull()).isTrue();
    }

    @Test
    void nobodyElsesPageReadsWhoIsRecommendedWhat() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(shop.address() + "/api/recommendations/explain?user=103"))
                                .header("Origin", "https://evil.example")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(shop.answer("/api/recommendations/explain").statusCode()).isEqualTo(400);
        assertThat(shop.answer("/api/recommendations/outcomes?days=0").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatAPlacementWouldShowIsPreviewedWithTheRulesThatAct() {
        page = browser.page(1440, 900, ColorScheme.LIGHT);
        page.navigate(shop.address() + "/placements");
        page.getByTestId("placement-cart").click();
        assertThat(page.getByTestId("row-small-things-first")).containsText("In force");
        String inCart = besideWhichARuleActs();
        page.getByTestId("cart").fill(inCart);
        page.getByTestId("show").click();
        assertThat(page.getByTestId("source")).containsText("Goes with");
        assertThat(page.getByTestId("shown")).containsText("Moved by small-things-first");
        assertThat(page.getByTestId("product-" + inCart)).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("placement=cart.*cart=" + inCart));
        page.getByTestId("day").fill("2020-01-01");
        page.getByTestId("show").click();
        assertThat(page).hasURL(Pattern.compile("at=2020-01-01"));
        assertThat(browser.complaints(page)).isEmpty();
        checkEverySize("placements");
    }

    /** What goes with a product is what visitors made of it, and not all of it is small. */
    private static String besideWhichARuleActs() {
        for (String category : List.of("Ships", "Planes", "Trains")) {
            for (JsonNode each :
                    shop.get("/store/api/products?category=" + category).get("products")) {
                String id = each.get("id").asText();
                JsonNode answer = shop.recommended("placement=cart&anonymousId=nobody&cart=" + id);
                for (JsonNode item : answer.get("items")) {
                    if (!item.path("rules").isEmpty()) {
                        return id;
                    }
                }
            }
        }
        throw new AssertionError("Beside no product a rule moves anything");
    }

    @Test
    void everybodyCanUseItAtEverySize() {
        open("?user=103");
        assertThat(page.getByTestId("recommended").locator("li").first()).isVisible();
        checkEverySize("recommendations");
    }

    private void checkEverySize(String name) {
        Browser.keepInBothSchemes(page, name, 1440, 820, 390);
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
        assertThat(Browser.obstacles(page)).isEmpty();
    }
}
