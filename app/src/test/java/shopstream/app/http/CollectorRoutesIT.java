package shopstream.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventSource;
import shopstream.ingestion.events.EventSources;
import shopstream.ingestion.events.InFlight;

/** The routes that take in events, over a real log, called as pages and servers call them. */
class CollectorRoutesIT {
    private static final String KEY = "0123456789abcdef";
    private static final EventContract CONTRACT = EventContractFiles.read(Path.of("../shop/contracts"), new Problems())
            .get(0);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final EventSource KEYED = new EventSource("app", Optional.of(KEY), List.of("https://shop.example"));
    private static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u\",\"properties\":{\"product_id\":\"P1\"}}";

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static EventStream stream;

    private WebServer server;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory);
        stream = stream(broker);
    }

    @AfterAll
    static void stop() {
        stream.close();
        broker.close();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static EventStream stream(EmbeddedBroker on) {
        return new EventStream(
                new LogAddress(on.bootstrapServers(), Map.of(), "test", (short) 1), CONTRACT, Clock.systemUTC());
    }

    private Collector serve(EventSource... sources) {
        return serve(stream, 32 << 20, sources);
    }

    private Collector serve(EventStream into, long mostInFlight, EventSource... sources) {
        Collector collector = new Collector(CONTRACT, into, Clock.systemUTC());
        server = WebServer.startPublic(
                InetAddress.getLoopbackAddress(),
                0,
                new Metrics(() -> null, () -> 0, List::of),
                List.of(
                        new CollectorRoutes(
                                collector, new EventSources(List.of(sources)), new InFlight(mostInFlight), Surface.OWN),
                        new TrackerRoutes()));
        return collector;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(answer).get("detail").asText()).contains(detail);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void aBatchIsAnsweredWithWhatWasTakenAndWhatWasNot() throws Exception {
        Collector collector = serve(EventSource.LOCAL);
        HttpResponse<String> answer = post(
                "/v1/batch",
                "{\"batch\":[" + VIEW
                        + ",{\"type\":\"track\",\"messageId\":\"m\",\"event\":\"Produkt Viewed\",\"userId\":\"u\"}]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"success\":true,\"accepted\":1,\"rejected\":[{\"index\":1,\"messageId\":\"m\","
                                + "\"rule\":\"allowed\",\"field\":\"event\",\"reason\":\"The event `Produkt Viewed` is not"
                                + " known. Did you mean `Product Viewed`?\"}]}"));
        assertThat(collector.counts().accepted()).isEqualTo(Map.of("web", 1L));
        assertThat(collector.counts().rejected()).isEqualTo(Map.of("web", 1L));
    }

    /** What the documentation shows is what happens. */
    @Test
    void theDocumentedCallIsAnsweredAsDocumented() throws Exception {
        serve(EventSource.LOCAL);
        String documentation = Files.readString(Path.of("..", "docs", "clicks.md"));
        String call = between(documentation, "-d '", "'\n```");
        String answer = between(documentation, "```json\n", "```");
        assertThat(json(post("/v1/batch", call, "Content-Type", "application/json")))
                .isEqualTo(new ObjectMapper().readTree(answer));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void everyCallOfSegmentsHasItsAddress() throws Exception {
        serve(EventSource.LOCAL);
        assertThat(json(post("/v1/track", VIEW)).get("accepted").asInt()).isEqualTo(1);
        assertThat(json(post("/v1/page", "{\"anonymousId\":\"a\",\"name\":\"Home\"}"))
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(post("/v1/identify", "{\"anonymousId\":\"a\",\"userId\":\"u\"}"))
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertProblem(post("/v1/alias", "{}"), 404, "");
    }

    @Test
    void whatSendBeaconSendsIsTaken() throws Exception {
        serve(EventSource.LOCAL);
        HttpResponse<String> answer = post("/v1/track", VIEW, "Content-Type", "text/plain;charset=UTF-8");
        assertThat(json(answer).get("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void aKeyIsShownInAHeaderOrInTheBody() throws Exception {
        serve(KEYED);
        String basic = "Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8));
        assertThat(post("/v1/track", VIEW, "Authorization", basic).statusCode()).isEqualTo(200);
        String inBody = VIEW.replaceFirst("\\{", "{\"writeKey\":\"" + KEY + "\",");
        assertThat(post("/v1/track", inBody).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongOrMissingKeyIsRefusedAndCounted() throws Exception {
        Collector collector = serve(KEYED);
        assertProblem(post("/v1/track", VIEW), 401, "write key");
        String wrong = VIEW.replaceFirst("\\{", "{\"writeKey\":\"" + KEY + "0\",");
        assertProblem(post("/v1/track", wrong), 401, "write key");
        assertProblem(post("/v1/track", VIEW, "Authorization", "Basic %%%"), 401, "write key");
        assertThat(collector.counts().refused().values()).containsExactly(3L);
        assertThat(collector.counts().accepted()).isEmpty();
    }

    @Test
    void withoutAKeyOnlyCallersOnThisMachineAreHeard() throws Exception {
        serve(EventSource.LOCAL);
        assertThat(post("/v1/track", VIEW).statusCode()).isEqualTo(200);
        assertProblem(post("/v1/track", VIEW, "X-Forwarded-For", "203.0.113.9"), 401, "write key");
        assertProblem(post("/v1/track", VIEW, "Origin", "https://elsewhere.example"), 403, "elsewhere.example");
        assertThat(post("/v1/track", VIEW, "Origin", "http://localhost:3000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsShownHasToBeOneAlsoOnThisMachine() throws Exception {
        serve(EventSource.LOCAL);
        assertProblem(post("/v1/track", VIEW.replaceFirst("\\{", "{\"writeKey\":\"guess\",")), 401, "write key");
    }

    @Test
    void browsersAreToldWhichPagesMayCall() throws Exception {
        serve(KEYED);
        HttpResponse<String> asked = send(
                to("/v1/batch").method("OPTIONS", BodyPublishers.noBody()).header("Origin", "https://shop.example"));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
        HttpResponse<String> other = send(
                to("/v1/batch").method("OPTIONS", BodyPublishers.noBody()).header("Origin", "https://other.example"));
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(post("/v1/track", "{", "Origin", "https://shop.example")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
    }

    @Test
    void packedBodiesAreUnpackedAndBombsAreNot() throws Exception {
        serve(EventSource.LOCAL);
        HttpRequest.Builder packed = to("/v1/track")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(VIEW.getBytes(UTF_8))));
        assertThat(json(send(packed)).get("accepted").asInt()).isEqualTo(1);
        byte[] bomb = gzip(new byte[100 << 20]);
        assertThat(bomb.length).isLessThan(500 << 10);
        assertProblem(
                send(to("/v1/batch").header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(bomb))),
                413,
                "500 KB");
        assertProblem(post("/v1/track", VIEW, "Content-Encoding", "gzip"), 400, "could not be read");
        assertProblem(post("/v1/track", VIEW, "Content-Encoding", "br"), 415, "gzip is understood");
    }

    @Test
    void whatIsTooLargeIsRefusedHoweverItIsSent() throws Exception {
        serve(EventSource.LOCAL);
        byte[] large = ("{\"batch\":[" + VIEW + "," + " ".repeat(500 << 10) + VIEW + "]}").getBytes(UTF_8);
        assertProblem(send(to("/v1/batch").POST(BodyPublishers.ofByteArray(large))), 413, "500 KB");
        assertProblem(
                send(to("/v1/batch").POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))),
                413,
                "500 KB");
    }

    @Test
    void whatIsNotJsonIsRefused() throws Exception {
        serve(EventSource.LOCAL);
        assertProblem(post("/v1/batch", "{\"batch\":[" + VIEW), 400, "not JSON");
        assertProblem(post("/v1/track", ""), 400, "no JSON object");
        assertProblem(post("/v1/track", "<event/>", "Content-Type", "text/xml"), 415, "text/xml");
        assertProblem(post("/v1/track", VIEW, "Content-Type", "text/plain;charset=utf-16"), 415, "UTF-8");
    }

    @Test
    void aBodyThatEndsBeforeItsLengthTakesNothing() throws Exception {
        Collector collector = serve(EventSource.LOCAL);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n" + VIEW)
                            .getBytes(UTF_8));
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readAllBytes(), UTF_8)).doesNotContain(" 200 ");
        }
        assertThat(collector.counts().accepted()).isEmpty();
    }

    @Test
    void whatIsTooMuchAtOnceIsPutOffAndNothingOfItIsTaken() throws Exception {
        Collector collector = serve(stream, VIEW.length() - 1, EventSource.LOCAL);
        HttpResponse<String> answer = post("/v1/track", VIEW);
        assertProblem(answer, 429, "again in a moment");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(collector.counts().accepted()).isEmpty();
    }

    @Test
    void underOverloadWhatIsPutOffIsNotInTheLogAndWhatIsAcceptedIs() throws Exception {
        serve(stream, 3L * VIEW.length(), EventSource.LOCAL);
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Set<String> putOff = ConcurrentHashMap.newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            String name = "overload-" + caller + "-";
            Thread thread = new Thread(() -> {
                for (int at = 0; at < 40; at++) {
                    (status(name + at) == 200 ? accepted : putOff).add(name + at);
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(putOff).as("put off").isNotEmpty();
        assertThat(accepted).as("accepted").isNotEmpty();
        assertThat(messages("overload-")).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private int status(String messageId) {
        try {
            return post("/v1/track", VIEW.replaceFirst("\\{", "{\"messageId\":\"" + messageId + "\","))
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events in the log whose number begins like this. */
    private static List<String> messages(String beginning) throws IOException {
        List<String> messages = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("test.events").stream()
                    .map(partition -> new TopicPartition("test.events", partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    messages.add(new ObjectMapper()
                            .readTree(record.value())
                            .get("messageId")
                            .asText());
                }
            }
        }
        return messages.stream().filter(id -> id.startsWith(beginning)).toList();
    }

    @Test
    void roomIsGivenBackWhateverBecomesOfARequest() throws Exception {
        serve(stream, VIEW.length() + 10, KEYED);
        for (int at = 0; at < 5; at++) {
            assertThat(post("/v1/track", VIEW).statusCode()).isEqualTo(401);
            assertThat(post("/v1/track", "{").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aLogThatIsGoneIsSaidAndTheCallerTriesAgain(@TempDir Path own) throws Exception {
        EventStream dying;
        try (EmbeddedBroker gone = EmbeddedBroker.start(own)) {
            dying = stream(gone);
        }
        try (dying) {
            serve(dying, 32 << 20, EventSource.LOCAL);
            HttpResponse<String> answer = post("/v1/track", VIEW);
            assertProblem(answer, 503, "again in a moment");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void theTrackerIsSmallAndMayBeLoadedFromAnySite() throws Exception {
        serve(EventSource.LOCAL);
        HttpResponse<String> script = send(to("/shopstream.js").header("Origin", "https://shop.example"));
        assertThat(script.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(script.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(gzip(script.body().getBytes(UTF_8)).length).isLessThan(5 << 10);
    }

    @Test
    void thePublicServerServesNothingElse() throws Exception {
        serve(EventSource.LOCAL);
        for (String path :
                List.of("/", "/status", "/api/status", "/metrics", "/api/sql", "/index.html", "/openapi.json")) {
            assertThat(send(to(path)).statusCode()).as(path).isEqualTo(404);
        }
    }
}
