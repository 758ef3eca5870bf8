package shopstream.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.outputs.VectorServer;

/** What a running shop recommends gets to files, a topic and the lake, and what is popular to the shop's own software. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutputsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static DeliveringShop delivering;
    private static RunningShop shop;
    private static CalledHook hook;

    @BeforeAll
    static void start() throws IOException, SQLException, InterruptedException {
        delivering = new DeliveringShop(directory);
        hook = delivering.hook();
        shop = delivering.running();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        delivering.close();
    }

    private static String event(String name, String whose, String id, String product) {
        return "{\"type\":\"track\",\"event\":\"" + name + "\",\"" + whose + "\":\"" + id
                + "\",\"properties\":{\"product_id\":\"" + product + "\",\"quantity\":2}}";
    }

    private static OneCommand.Ended run(String schedule) throws IOException, InterruptedException {
        return OneCommand.run(
                directory,
                Map.of(),
                "run",
                schedule,
                "--json",
                "--config",
                delivering.configuration().toString(),
                "--data",
                directory.resolve("data").toString());
    }

    /** The lines of the only file that there is below the hours' folders. */
    private static List<String> delivered() throws IOException {
        Path folder = directory.resolve("data/outputs/recommendations");
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files).hasSize(1);
            assertThat(folder.relativize(files.get(0)).toString())
                    .matches("year=\\d{4}/month=\\d{2}/day=\\d{2}/hour=\\d{2}/recommendations-\\d{8}T\\d{9}Z\\.jsonl");
            return Files.readAllLines(files.get(0));
        }
    }

    @Test
    @Order(1)
    void eachActiveCustomersRecommendationsAreThoseThatAnAnswerHas() throws Exception {
        for (int visitor = 0; visitor < 10; visitor++) {
            shop.tell(
                    event("Product Viewed", "anonymousId", "v" + visitor, "P3"),
                    event("Product Viewed", "anonymousId", "v" + visitor, "P5"),
                    event("Product Viewed", "anonymousId", "v" + visitor, "P4"));
        }
        // One after the other: what is told at once has no order.
        shop.tell(event("Product Viewed", "userId", "100", "P3"));
        shop.tell(event("Product Added", "userId", "100", "P4"));
        shop.tell(event("Product Viewed", "userId", "101", "P5"), event("Product Viewed", "userId", "no-number", "P9"));
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(shop.recommended("user=100&n=5")
                                .at("/items/0/id")
                                .asText())
                        .isEqualTo("P5"));
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(
                                shop.recommended("user=101&n=5").get("source").asText())
                        .isEqualTo("personal"));

        OneCommand.Ended ended = run("recommendation-delivery");

        assertThat(ended.exitCode()).as(ended.words()).isZero();
        assertThat(ended.words())
                .contains(
                        "To the topic shopstream.recommendations: ", "To the lake's table recommendations_delivered: ");
        Map<String, JsonNode> records = new TreeMap<>();
        for (String line : delivered()) {
            JsonNode record = JSON.readTree(line);
            records.put(record.get("customer_number").asText(), record);
        }
        assertThat(records).containsOnlyKeys("7", "100", "101", "no-number");
        assertThat(JSON.readTree(ended.output()).get("rows").asInt()).isEqualTo(4);
        for (Map.Entry<String, JsonNode> each : records.entrySet()) {
            isAsAnswered(each.getKey(), each.getValue());
        }
        JsonNode one = records.get("100");
        assertThat(one.get("city").asText()).isEqualTo("Town 100");
        assertThat(one.get("country").asText()).isEqualTo("France");
        assertThat(one.get("credit_limit").toString()).isEqualTo("100.5");
        assertThat(one.get("browse_history").toString())
                .isEqualTo("[{\"product_code\":\"P4\",\"quantity\":\"2\",\"in_shopping_cart\":true},"
                        + "{\"product_code\":\"P3\",\"quantity\":\"2\",\"in_shopping_cart\":false}]");
        assertThat(records.get("101").get("credit_limit").isNull()).isTrue();
        assertThat(records.get("no-number").get("customer_number").isTextual()).isTrue();
        assertThat(records.get("no-number").get("city").isNull()).isTrue();
    }

    private static void isAsAnswered(String customer, JsonNode record) {
        JsonNode answered = shop.recommended("user=" + customer + "&n=5").get("items");
        JsonNode items = record.get("recommended_items");
        assertThat(items).as(customer).hasSameSizeAs(answered).isNotEmpty();
        for (int place = 0; place < items.size(); place++) {
            assertThat(items.get(place).get("id")).isEqualTo(answered.get(place).get("id"));
            assertThat(items.get(place).get("score").asDouble())
                    .isCloseTo(answered.get(place).get("score").asDouble(), within(0.0001));
        }
        JsonNode similar = record.get("similar_items");
        JsonNode near = shop.get("/items_from_item?limit=5&item_id="
                + similar.get("product_code").asText());
        assertThat(similar.get("similar_items")).as(customer).isEqualTo(near);
    }

    @Test
    @Order(2)
    void topicAndLakeHoldWhatTheFileHolds() throws Exception {
        Map<String, String> ofFile = new TreeMap<>();
        List<String> places = new ArrayList<>();
        for (String line : delivered()) {
            JsonNode record = JSON.readTree(line);
            String customer = record.get("customer_number").asText();
            ofFile.put(customer, line);
            JsonNode items = record.get("recommended_items");
            for (int place = 0; place < items.size(); place++) {
                places.add(customer + " " + (place + 1) + " "
                        + items.get(place).get("id").asText());
            }
        }
        assertThat(topic()).isEqualTo(ofFile);
        assertThat(sql("SELECT customer || ' ' || position || ' ' || product FROM lake.recommendations_delivered"))
                .containsExactlyInAnyOrderElementsOf(places);
        assertThat(sql("SELECT DISTINCT run FROM lake.recommendations_delivered"))
                .hasSize(1);
    }

    private static Map<String, String> topic() {
        JsonNode log = shop.get("/api/backup");
        String name = log.get("prefix").asText() + ".recommendations";
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", log.get("bootstrapServers").asText()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<String, String> last = new TreeMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> last.put(record.key(), record.value()));
            }
            return last;
        }
    }

    private static List<String> sql(String question) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.address() + "/api/sql"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.createObjectNode().put("sql", question).toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> texts = new ArrayList<>();
        JSON.readTree(answer.body())
                .get("rows")
                .forEach(row -> texts.add(row.get(0).asText()));
        return texts;
    }

    @Test
    @Order(3)
    void whatIsPopularIsToldAsAnAnswerHasItAndSigned() throws Exception {
        OneCommand.Ended ended = run("popular-products");
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        JsonNode answered = shop.get("/api/popular?days=7&n=20");
        assertThat(answered.get("items")).isNotEmpty();
        assertThat(JSON.readTree(directory.resolve("data/outputs/popular.json").toFile()))
                .isEqualTo(answered);
        assertThat(hook.calls()).hasSize(1);
        CalledHook.Call call = hook.calls().get(0);
        assertThat(JSON.readTree(call.body())).isEqualTo(answered);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(DeliveringShop.SECRET.getBytes(UTF_8), "HmacSHA256"));
        assertThat(call.signature())
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal((call.second() + "." + call.body()).getBytes(UTF_8))));
    }

    @Test
    @Order(4)
    void statusMetricsAndRunsTellHowItWentAndWhatFailed() throws Exception {
        assertThat(shop.get("/api/status").get("outputs").toString())
                .isEqualTo("{\"waiting\":0,\"waitingSince\":null,"
                        + "\"webhook\":{\"accepted\":1,\"refused\":0,\"unanswered\":0}}");
        hook.answerWith(403);
        OneCommand.Ended ended = run("popular-products");
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("It answers with 403, and was not asked again");
        assertThat(shop.answer("/metrics").body())
                .contains("shopstream_run_rows{schedule=\"recommendation-delivery\"} 4.0")
                .contains("shopstream_run_failures_total{schedule=\"recommendation-delivery\"} 0.0")
                .contains("shopstream_run_failures_total{schedule=\"popular-products\"} 1.0")
                .contains("shopstream_webhook_attempts_total{outcome=\"accepted\"} 1.0")
                .contains("shopstream_webhook_attempts_total{outcome=\"refused\"} 1.0")
                .contains("shopstream_deliveries_waiting 0.0");
        JsonNode run = shop.get("/api/runs/popular-products").get("runs").get(0);
        assertThat(run.get("state").asText()).isEqualTo("failed");
        assertThat(run.get("message").asText()).startsWith("To the webhook http://localhost:");
    }

    @Test
    @Order(5)
    void vectorsOfProductsAndCustomersGetToPgvectorAndFindWhatAnAnswerFinds() throws Exception {
        VectorServer vectors = delivering.vectors();
        OneCommand.Ended ended = run("embeddings-publishing");
        assertThat(ended.exitCode()).as(ended.words() + ended.output()).isZero();
        assertThat(vectors.ask("SELECT id FROM user_emb ORDER BY 1")).contains("100", "119");
        JsonNode answered = shop.get("/items_from_item?limit=4&item_id=P5");
        assertThat(answered).hasSize(4);
        String distance = "embedding <=> (SELECT embedding FROM item_emb WHERE id = 'P5')";
        assertThat(vectors.ask("SELECT id FROM item_emb WHERE id <> 'P5' ORDER BY " + distance + " LIMIT 4"))
                .containsExactlyInAnyOrderElementsOf(answered.findValuesAsText("id"));
        // Two products that were bought alike may be equally near: the last digit then says which comes first.
        for (JsonNode each : answered) {
            List<String> found = vectors.ask("SELECT " + distance + " FROM item_emb WHERE id = '"
                    + each.get("id").asText() + "'");
            assertThat(Double.parseDouble(found.get(0)))
                    .isCloseTo(each.get("distance").asDouble(), within(1e-5));
        }
    }

    @Test
    @Order(6)
    void whereTheProgramDoesNotRunThereIsNothingToDeliver() throws Exception {
        shop.close();
        OneCommand.Ended ended = run("recommendation-delivery");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output() + ended.words()).contains("The program does not run", "Start it");
    }
}
