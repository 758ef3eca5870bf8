package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop edits a placement while its pages are open; and asks in the shapes of the course's shop. */
class PlacementsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is promised of a change of a file. */
    private static final Duration WITHIN = Duration.ofSeconds(1);

    @TempDir
    static Path directory;

    private static SmallShop small;
    private static RunningShop shop;

    /** Twelve products of two lines; twelve customers, half of them in Norway, who each buy three of one line. */
    @BeforeAll
    static void start() throws IOException, SQLException {
        small = new SmallShop(directory);
        StringJoiner products = new StringJoiner(", ", "INSERT INTO products VALUES ", "");
        for (int number = 3; number <= 14; number++) {
            products.add("('P" + number + "', 'Thing " + number + "', 'Line " + number % 2 + "', '1:1', 'Maker "
                    + number % 3 + "', '', 50, 6.25, 12.00)");
        }
        StringJoiner customers = new StringJoiner(", ", "INSERT INTO customers VALUES ", "");
        StringJoiner orders = new StringJoiner(", ", "INSERT INTO orders VALUES ", "");
        StringJoiner lines = new StringJoiner(", ", "INSERT INTO orderdetails VALUES ", "");
        for (int number = 0; number < 12; number++) {
            String country = number % 2 == 0 ? "Norway  " : "Spain";
            customers.add("(" + (100 + number) + ", 'Town', NULL, NULL, '" + country + "', 100)");
            orders.add("(" + (100 + number) + ", UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, "
                    + (100 + number) + ")");
            for (int line = 0; line < 3; line++) {
                int product = 3 + (number % 2 + 2 * ((number / 2 + line) % 6));
                lines.add("(" + (100 + number) + ", 'P" + product + "', 1, 12.00, " + (line + 1) + ")");
            }
        }
        small.execute(products.toString(), customers.toString(), orders.toString(), lines.toString());
        Path recommenders = Files.createDirectories(small.configuration().resolveSibling("recommenders"));
        Files.writeString(
                recommenders.resolve("nightly.yaml"),
                "{kind: table, file: nightly.csv, customer: customer, product: product}");
        Files.writeString(recommenders.resolve("nightly.csv"), "customer,product\n100,P14\n100,X\n100,P9\n100,P4\n");
        shop = small.up(directory.resolve("data"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids(asked("home"))).hasSize(4));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        shop.close();
        small.close();
    }

    private static void write(String placement, String text) throws IOException {
        Files.writeString(small.configuration().resolveSibling("placements").resolve(placement + ".yaml"), text);
    }

    private static JsonNode asked(String placement) {
        return shop.recommended("anonymousId=nobody&placement=" + placement);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.findValuesAsText("id");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void aFileThatIsWrittenActsWithinASecondAndTheAnswerNamesTheRule() throws IOException {
        write("window", "shows: popular\nproducts: 3\n");
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        assertThat(asked("window").path("placement").asText()).isEqualTo("window"));
        JsonNode before = asked("window");
        assertThat(ids(before)).hasSize(3);
        assertThat(before.get("rules")).isEmpty();
        String first = ids(before).get(0);
        String own = IntStream.rangeClosed(3, 14)
                .mapToObj(number -> "P" + number)
                .filter(id -> !ids(before).contains(id))
                .findFirst()
                .orElseThrow();
        write(
                "window",
                "shows: popular\nproducts: 3\nrules:\n  - {name: not-that, exclude: {product: " + first
                        + "}}\n  - {name: own, pin: {product: " + own + "}, at: 2}\n");
        await().atMost(WITHIN).untilAsserted(() -> {
            JsonNode after = asked("window");
            assertThat(texts(after.get("rules"))).containsExactlyInAnyOrder("not-that", "own");
            assertThat(ids(after)).hasSize(3).doesNotContain(first);
            assertThat(after.at("/items/1/id").asText()).isEqualTo(own);
            assertThat(texts(after.at("/items/1/rules"))).containsExactly("own");
        });
    }

    @Test
    void aBrokenFileIsAsItWasAndTheStatusSaysWhy() throws IOException {
        write("broken", "shows: popular\nproducts: 2\n");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(ids(asked("broken"))).hasSize(2));
        write("broken", "shows: poplar\nproducts: 3\n");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(texts(shop.get("/api/status").at("/recommendations/placementProblems")))
                        .singleElement()
                        .asString()
                        .contains("broken.yaml:1", "`poplar`", "popular"));
        assertThat(ids(asked("broken"))).hasSize(2);
        assertThat(shop.get("/api/placements").get("problems")).hasSize(1);
        write("broken", "shows: popular\nproducts: 3\n");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(shop.get("/api/status").at("/recommendations/placementProblems"))
                        .isEmpty());
        assertThat(ids(asked("broken"))).hasSize(3);
    }

    @Test
    void aTableOfTheShopsOwnIsAskedFirstAndFollowedWhenItIsAnother() throws IOException {
        Path table = small.configuration().resolveSibling("recommenders").resolve("nightly.csv");
        write("ours", "shows: for-you\nproducts: 3\nrecommender: nightly\n");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ids(ours())).containsExactly("P14", "P9", "P4"));
        assertThat(ours().path("model").asText()).startsWith("nightly-");
        assertThat(texts(shop.get("/api/status").at("/recommendations/own/0/problems")))
                .singleElement()
                .asString()
                .contains("no product `X`");

        Files.writeString(table, "customer,products\n100,P6\n");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(texts(shop.get("/api/status").at("/recommendations/own/0/problems")))
                        .first()
                        .asString()
                        .contains("nightly.yaml:1", "no column `product`"));
        assertThat(ids(ours())).containsExactly("P14", "P9", "P4");

        Files.writeString(table, "customer,product\n100,P6\n");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ids(ours())).hasSize(3).startsWith("P6"));
    }

    private static JsonNode ours() {
        return shop.recommended("user=100&placement=ours");
    }

    @Test
    void alternativesAreOfTheSameCategoryAndWhatGoesWithACartIsNot() {
        JsonNode alternatives = shop.recommended("placement=product-page&anonymousId=nobody&viewing=P3");
        assertThat(alternatives.findValuesAsText("category")).isNotEmpty().containsOnly("Line 1");
        JsonNode beside = shop.recommended("placement=cart&anonymousId=nobody&cart=P3&n=2");
        assertThat(ids(beside)).isNotEmpty().doesNotContain("P3");
    }

    @Test
    void aPreviewSaysWhatWouldBeShownOnAnotherDay() throws IOException {
        write(
                "later",
                "shows: popular\nrules:\n  - {name: spring, exclude: {category: Line 0}, from: 2030-03-01, until: 2030-03-31}\n");
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        assertThat(asked("later").path("placement").asText()).isEqualTo("later"));
        assertThat(texts(shop.get("/api/placements/later/preview").get("inForce")))
                .isEmpty();
        JsonNode spring = shop.get("/api/placements/later/preview?at=2030-03-15&user=100");
        assertThat(texts(spring.get("inForce"))).containsExactly("spring");
        assertThat(spring.get("items").findValuesAsText("category")).doesNotContain("Line 0");
        assertThat(spring.get("leftOut").findValuesAsText("rule")).isNotEmpty().containsOnly("spring");
        assertThat(shop.answer("/api/placements/latr/preview").body()).contains("Did you mean 'later'?");
        assertThat(shop.answer("/api/placements/later/preview?at=soon").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsPopularWhereTheVisitorIsComesBeforeWhatIsPopularEverywhere() {
        JsonNode norway = shop.get("/api/popular?days=90&region=Norway");
        assertThat(norway.findValuesAsText("category")).isNotEmpty().containsOnly("Line 1");
        JsonNode answer = shop.recommended("anonymousId=nobody&region=Norway&n=3");
        assertThat(answer.path("source").asText()).isEqualTo("popular");
        assertThat(answer.path("region").asText()).isEqualTo("Norway");
        assertThat(shop.get("/api/popular?region=Atlantis").get("items")).isEmpty();
    }

    @Test
    void thePipelineOfTheCoursesShopIsAnsweredInItsShapes() throws Exception {
        JsonNode users =
                post("/user_embeddings", "[{\"city\": \"Oslo\", \"country\": \"Norway\", \"creditlimit\": 59811}]");
        JsonNode vector = users.get(0);
        assertThat(vector.path("from").asText()).isEqualTo("region");
        JsonNode liked = post("/items_from_user?limit=5", vector.toString());
        assertThat(liked).hasSize(5);
        assertThat(liked.get(0).get("score").isNumber()).isTrue();
        assertThat(liked.findValuesAsText("id")).allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1);
        JsonNode customer =
                post("/user_embeddings", "[{\"customerNumber\": 101}]").get(0);
        assertThat(customer.path("from").asText()).isEqualTo("purchases");
        assertThat(post("/items_from_user?limit=3", customer.toString()).findValuesAsText("id"))
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 0);
        JsonNode near = shop.get("/items_from_item?item_id=P3&limit=4");
        assertThat(near.findValuesAsText("id"))
                .hasSize(4)
                .doesNotContain("P3")
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1);
        double before = -1;
        for (JsonNode each : near) {
            assertThat(each.get("distance").asDouble()).isGreaterThanOrEqualTo(before);
            before = each.get("distance").asDouble();
        }
        assertThat(shop.answer("/items_from_item?item_id=NOPE").statusCode()).isEqualTo(404);
        assertThat(post("/items_from_user", "{\"embedding\": [1, 2]}")
                        .path("detail")
                        .asText())
                .contains("numbers");
    }

    private static JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.address() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }
}
