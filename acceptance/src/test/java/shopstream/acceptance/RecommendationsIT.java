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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A click, an order and a change of stock are in the next recommendations, from outside and over a kill -9. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecommendationsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Long, since other tests may run beside this one; `bench recommend` measures it. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static SmallShop small;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws IOException, SQLException {
        small = new SmallShop(directory);
        StringJoiner products = new StringJoiner(", ", "INSERT INTO products VALUES ", "");
        for (int number = 3; number <= 12; number++) {
            products.add("('P" + number + "', 'Thing " + number + "', 'Line " + number % 4
                    + "', '1:1', 'Maker', '', 5, 6.25, 12.00)");
        }
        small.execute(products.toString());
        shop = small.up(directory.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        shop.close();
        small.close();
    }

    private static String event(String name, String whose, String id, String product) {
        return "{\"type\":\"track\",\"event\":\"" + name + "\",\"" + whose + "\":\"" + id
                + "\",\"properties\":{\"product_id\":\"" + product + "\",\"quantity\":1}}";
    }

    private static JsonNode recommended(String query) {
        return shop.recommended(query);
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    @Order(1)
    void aClickIsInTheNextAnswer() throws Exception {
        for (int visitor = 0; visitor < 10; visitor++) {
            shop.tell(
                    event("Product Viewed", "anonymousId", "v" + visitor, "P3"),
                    event("Product Viewed", "anonymousId", "v" + visitor, "P5"),
                    event("Product Viewed", "anonymousId", "w" + visitor, "P4"),
                    event("Product Viewed", "anonymousId", "w" + visitor, "P6"));
        }
        assertThat(recommended("anonymousId=me").get("source").asText()).isNotEqualTo("personal");
        shop.tell(event("Product Viewed", "anonymousId", "me", "P3"));
        await().atMost(WITHIN).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            JsonNode answer = recommended("anonymousId=me&n=1");
            assertThat(answer.get("source").asText()).isEqualTo("personal");
            assertThat(ids(answer)).containsExactly("P5");
            assertThat(answer.at("/items/0/reason").asText()).isEqualTo("Goes with Thing 3");
        });
    }

    @Test
    @Order(2)
    void whatLiesInTheCartIsNotRecommendedWhoeverSaysSo() throws Exception {
        assertThat(ids(recommended("anonymousId=me&cart=P5"))).doesNotContain("P5");
        shop.tell(event("Product Added", "anonymousId", "me", "P5"));
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(ids(recommended("anonymousId=me")))
                        .isNotEmpty()
                        .doesNotContain("P5"));
    }

    @Test
    @Order(3)
    void whatIsSoldOutIsNotRecommended() throws Exception {
        shop.tell(event("Product Viewed", "anonymousId", "other", "P4"));
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        assertThat(ids(recommended("anonymousId=other&n=1"))).containsExactly("P6"));
        small.execute("UPDATE products SET quantityInStock = 0 WHERE productCode = 'P6'");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(ids(recommended("anonymousId=other&n=10")))
                        .isNotEmpty()
                        .doesNotContain("P6"));
    }

    @Test
    @Order(4)
    void whatTheDatabaseSaysWasBoughtIsNotRecommendedToThatCustomer() throws Exception {
        shop.tell(event("Product Viewed", "userId", "8", "P3"), event("Product Viewed", "userId", "9", "P3"));
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(ids(recommended("user=8"))).contains("P5"));
        small.execute(
                "INSERT INTO orders VALUES (50, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 8)",
                "INSERT INTO orderdetails VALUES (50, 'P5', 1, 10.00, 1)");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(ids(recommended("user=8"))).doesNotContain("P5"));
        assertThat(ids(recommended("user=9"))).contains("P5");
    }

    @Test
    @Order(5)
    void aNameInTheAddressCountsOnlyFromThisMachine() throws Exception {
        HttpResponse<String> proxied = HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.address() + "/api/recommendations?user=9"))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(JSON.readTree(proxied.body()).get("source").asText()).isNotEqualTo("personal");
        HttpResponse<String> fromAPage = HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.address() + "/api/recommendations?user=9"))
                        .header("Origin", "https://elsewhere.example")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(JSON.readTree(fromAPage.body()).get("source").asText()).isNotEqualTo("personal");
        assertThat(recommended("user=9").get("source").asText()).isEqualTo("personal");
    }

    @Test
    @Order(5)
    void whatIsDoneSignedInIsInTheNextAnswerForTheBrowserToo() throws Exception {
        shop.tell("{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"tablet\",\"userId\":\"77\","
                + "\"properties\":{\"product_id\":\"P3\"}}");
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(
                                recommended("anonymousId=tablet").get("source").asText())
                        .isEqualTo("personal"));
    }

    @Test
    @Order(6)
    void oddRequestsAreAnsweredOrSayWhatIsWrong() {
        assertThat(recommended("anonymousId=%01%F0%9F%98%80&cart=NOPE&viewing=NOPE")
                        .get("items"))
                .isNotEmpty();
        assertThat(shop.answer("/api/recommendations?n=1000").body()).contains("from 1 to 100");
        assertThat(shop.answer("/api/recommendations?anonymousId=" + "x".repeat(300))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> tooMany = shop.answer("/api/recommendations?cart=" + String.join(",", numbers(1_001)));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("1001 products");
        assertThat(shop.answer("/api/popular?category=%00").statusCode()).isEqualTo(400);
        assertThat(shop.get("/api/popular?category=NOPE").get("items")).isEmpty();
        assertThat(shop.answer("/api/products/NOPE/similar").statusCode()).isEqualTo(404);
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            numbers.add(Integer.toString(number));
        }
        return numbers;
    }

    @Test
    @Order(7)
    void everyRequestIsAnsweredInTimeAndAfterAKillNothingIsForgotten() throws Exception {
        shop.kill();
        shop = small.up(directory.resolve("data"));
        await().atMost(WITHIN).untilAsserted(() -> {
            JsonNode answer = recommended("anonymousId=tablet&n=1");
            assertThat(answer.get("source").asText()).isEqualTo("personal");
            assertThat(ids(answer)).containsExactly("P5");
            assertThat(ids(recommended("anonymousId=me&n=10")))
                    .as("without what was just looked at, lies in the cart or is sold out")
                    .hasSizeGreaterThan(5)
                    .doesNotContain("P3", "P5", "P6");
        });
        Instant begun = Instant.now();
        assertThat(recommended("anonymousId=me&deadlineMillis=1").get("items")).isNotEmpty();
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
