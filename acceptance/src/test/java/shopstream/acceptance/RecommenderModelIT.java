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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model's life in a shop whose fashion has changed: after P1, visitors turned to P5 for long, and lately to P9. Lists have seen
 * P5 more often; a model learns that what is new is wanted.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecommenderModelIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int VISITS = 1_700;
    private static final int VISITS_BEFORE = 1_000;
    private static final int AT_ONCE = 1_000;
    private static final int LINES_ORDERED = 2;

    @TempDir
    static Path directory;

    private static SmallShop small;
    private static RunningShop shop;
    private static String version;
    private static int told;

    @BeforeAll
    static void start() throws IOException, SQLException {
        small = new SmallShop(directory);
        StringJoiner products = new StringJoiner(", ", "INSERT INTO products VALUES ", "");
        for (int number = 3; number <= 12; number++) {
            products.add("('P" + number + "', 'Thing " + number + "', 'Line " + number % 4
                    + "', '1:1', 'Maker', '', 5, 6.25, 12.00)");
        }
        small.execute(products.toString());
        shop = small.up(data());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        shop.close();
        small.close();
    }

    private static Path data() {
        return directory.resolve("data");
    }

    private static void tell(List<String> events) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.address() + "/v1/batch"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[" + String.join(",", events) + "]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(JSON.readTree(answer.body()).path("accepted").asInt())
                .as(answer.body())
                .isEqualTo(events.size());
    }

    private static String viewed(String visitor, String product, Instant time) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"" + visitor + "\",\"timestamp\":\""
                + time + "\",\"properties\":{\"product_id\":\"" + product + "\"}}";
    }

    /** What the shop recommends first to whoever looks at a product. */
    private static String first(String product) {
        return shop.recommended("n=1&viewing=" + product).at("/items/0/id").asText();
    }

    private static String model() {
        return shop.recommended("n=1&viewing=P1").get("model").asText();
    }

    private static OneCommand.Ended command(String... arguments) throws Exception {
        return OneCommand.run(
                directory,
                Map.of(),
                Stream.concat(Stream.of(arguments), Stream.of("--data", data().toString()))
                        .toArray(String[]::new));
    }

    private static JsonNode list() throws Exception {
        OneCommand.Ended ended = command("recommender", "list", "--json");
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        return JSON.readTree(ended.output());
    }

    @Tag("thorough")
    @Test
    @Order(1)
    void inAShopInWhichNothingHasHappenedNoModelIsMadeAndThatIsSaid() throws Exception {
        OneCommand.Ended ended = command("train");

        assertThat(ended.exitCode()).as(ended.words()).isZero();
        assertThat(ended.words()).contains("Too little has happened to learn from", "No model was made");
        assertThat(list().get("models")).isEmpty();
        OneCommand.Ended back = command("recommender", "rollback");
        assertThat(back.exitCode()).isEqualTo(1);
        assertThat(back.words()).contains("No model has ever been in use");
    }

    @Test
    @Order(2)
    void aModelThatIsBetterIsUsedFromTheNextAnswerOnAndNoRequestIsDropped() throws Exception {
        tellThePast();
        await().atMost(WITHIN).untilAsserted(() -> {
            JsonNode answer = shop.recommended("n=1&viewing=P1");
            assertThat(answer.get("source").asText()).isEqualTo("similar");
            assertThat(answer.at("/items/0/id").asText()).isNotEqualTo("P9");
        });
        assertThat(shop.recommended("viewing=P1").get("model").isNull()).isTrue();
        AtomicBoolean trained = new AtomicBoolean();
        CompletableFuture<List<String>> answers = CompletableFuture.supplyAsync(() -> askUntil(trained));
        OneCommand.Ended ended;
        try {
            ended = command("train");
        } finally {
            trained.set(true);
        }

        assertThat(ended.exitCode()).as(ended.words()).isZero();
        assertThat(ended.output()).contains("recommender-training succeeded");
        assertThat(ended.words()).contains("lists merged by rank: HR@20", "popular: HR@20", "is in use from now on");
        assertThat(answers.get()).as("requests that were not answered").isEmpty();
        version = model();
        assertThat(version).matches("\\d{8}T\\d{6}Z");
        assertThat(first("P1")).isEqualTo("P9");
        assertThat(shop.get("/api/status").at("/recommendations/model").asText())
                .isEqualTo(version);
    }

    /** Some visitors look at something else first. */
    private static void tellThePast() throws IOException, InterruptedException {
        Instant now = Instant.now();
        var random = new Random(1);
        List<String> events = new ArrayList<>();
        for (int visit = 0; visit < VISITS; visit++) {
            int number = 1 + random.nextInt(4);
            Instant begun = now.minus(Duration.ofMinutes(VISITS - visit + 60));
            if (random.nextInt(8) == 0) {
                int other = 1 + (number + random.nextInt(3)) % 4;
                events.add(viewed("v" + visit, "P" + other, begun));
            }
            String then = "P" + (number + (visit < VISITS_BEFORE ? 4 : 8));
            events.add(viewed("v" + visit, "P" + number, begun.plusSeconds(10)));
            events.add(viewed("v" + visit, then, begun.plusSeconds(20)));
            if (events.size() > AT_ONCE || visit == VISITS - 1) {
                tell(events);
                told += events.size();
                events.clear();
            }
        }
    }

    private static List<String> askUntil(AtomicBoolean end) {
        List<String> unanswered = new ArrayList<>();
        while (!end.get()) {
            HttpResponse<String> answer = shop.answer("/api/recommendations?n=3&viewing=P2");
            // A machine with too much to do has no time for each of them, and says so.
            boolean isLate = answer.body().contains(RunningShop.NO_TIME);
            if (answer.statusCode() != 200 || !isLate && !answer.body().contains("\"source\":\"similar\"")) {
                unanswered.add(answer.statusCode() + " " + answer.body());
            }
        }
        return unanswered;
    }

    @Test
    @Order(3)
    void whatItWasTrainedFromAndHowGoodItIsCanBeReadWhetherOrNotTheProgramRuns() throws Exception {
        JsonNode list = list();

        assertThat(list.get("inUse").asText()).isEqualTo(version);
        JsonNode model = list.get("models").get(0);
        assertThat(model.at("/from/steps").asInt()).isEqualTo(told + LINES_ORDERED);
        assertThat(model.at("/from/offsets").properties()).isNotEmpty();
        assertThat(model.at("/quality/model/MRR@20").asDouble())
                .isGreaterThan(model.at("/quality/merged/MRR@20").asDouble() + .2);
        assertThat(command("recommender", "list").output()).contains(version + "  in use");
        assertThat(shop.get("/api/runs/recommender-training").get("what").asText())
                .isEqualTo("Recommender training");
        shop.interrupt();
        assertThat(list().get("models")).isEqualTo(list.get("models"));
        OneCommand.Ended stopped = command("train");
        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.words()).contains("No program runs on");
        shop = small.up(data());
    }

    @Test
    @Order(4)
    void aClickIsInTheNextAnswerOfTheModel() throws Exception {
        await().atMost(WITHIN).untilAsserted(() -> assertThat(model()).isEqualTo(version));
        for (String[] click : new String[][] {{"P2", "P10"}, {"P3", "P11"}}) {
            tell(List.of(viewed("me", click[0], Instant.now())));
            await().atMost(WITHIN).untilAsserted(() -> {
                JsonNode answer = shop.recommended("n=1&anonymousId=me");
                assertThat(answer.get("source").asText()).isEqualTo("personal");
                assertThat(answer.get("model").asText()).isEqualTo(version);
                assertThat(answer.at("/items/0/id").asText()).isEqualTo(click[1]);
            });
        }
    }

    @Test
    @Order(5)
    void itCanBeTakenBackAndIsBackAfterAKill() throws Exception {
        OneCommand.Ended back = command("recommender", "rollback");
        assertThat(back.output()).contains("No model is in use");
        assertThat(first("P1")).isNotEqualTo("P9");
        OneCommand.Ended unknown = command("recommender", "rollback", "20200101T000000Z");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.words()).contains("There is no model 20200101T000000Z. There are " + version);
        assertThat(command("recommender", "rollback", version).output()).contains(version + " is in use");
        assertThat(first("P1")).isEqualTo("P9");

        shop.kill();
        shop = small.up(data());

        await().atMost(WITHIN).untilAsserted(() -> {
            assertThat(model()).isEqualTo(version);
            assertThat(first("P1")).isEqualTo("P9");
        });
    }

    @Tag("thorough")
    @Test
    @Order(6)
    void withADamagedModelAnswersGoOnWithoutItUntilAnotherIsTrained() throws Exception {
        shop.interrupt();
        Path file = data().resolve("recommendations/models").resolve(version).resolve("ranking.model");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        shop = small.up(data());

        await().atMost(WITHIN).untilAsserted(() -> {
            assertThat(shop.get("/api/status")
                            .at("/recommendations/modelMessage")
                            .asText())
                    .contains("is damaged");
            JsonNode answer = shop.recommended("n=1&viewing=P1");
            assertThat(answer.get("source").asText()).isEqualTo("similar");
            assertThat(answer.get("model").isNull()).isTrue();
        });
        assertThat(Files.readString(data().resolve("shopstream.log"))).contains("is damaged");
        assertThat(command("recommender", "list").words()).contains("is damaged");

        OneCommand.Ended ended = command("train");

        assertThat(ended.exitCode()).as(ended.words()).isZero();
        assertThat(ended.words()).contains("the new one is not compared with it", "is in use from now on");
        assertThat(first("P1")).isEqualTo("P9");
        assertThat(model()).isNotEqualTo(version);
        assertThat(shop.get("/api/status").at("/recommendations/modelMessage").isNull())
                .isTrue();
    }
}
