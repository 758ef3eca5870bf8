package shopstream.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.app.http.ServedCollector.VIEW;
import static shopstream.app.http.ServedCollector.assertProblem;
import static shopstream.app.http.ServedCollector.gzip;
import static shopstream.app.http.ServedCollector.json;
import static shopstream.app.http.ServedCollector.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventSource;

/** The routes that take in events, called as pages and servers call them. */
class CollectorRoutesIT {
    private static final String KEY = "0123456789abcdef";
    private static final EventSource KEYED = new EventSource("app", Optional.of(KEY), List.of("https://shop.example"));

    @TempDir
    static Path directory;

    private static ServedCollector server;

    @BeforeAll
    static void start() {
        server = new ServedCollector(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void stopServing() {
        server.stopServing();
    }

    @Test
    void aBatchIsAnsweredWithWhatWasTakenAndWhatWasNot() throws Exception {
        Collector collector = server.serve(EventSource.LOCAL);
        HttpResponse<String> answer = server.post(
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
        server.serve(EventSource.LOCAL);
        String documentation = Files.readString(Path.of("..", "docs", "clicks.md"));
        String call = between(documentation, "-d '", "'\n```");
        String answer = between(documentation, "```json\n", "```");
        assertThat(json(server.post("/v1/batch", call, "Content-Type", "application/json")))
                .isEqualTo(new ObjectMapper().readTree(answer));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void everyCallOfSegmentsHasItsAddress() throws Exception {
        server.serve(EventSource.LOCAL);
        assertThat(json(server.post("/v1/track", VIEW)).get("accepted").asInt()).isEqualTo(1);
        assertThat(json(server.post("/v1/page", "{\"anonymousId\":\"a\",\"name\":\"Home\"}"))
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(server.post("/v1/identify", "{\"anonymousId\":\"a\",\"userId\":\"u\"}"))
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertProblem(server.post("/v1/alias", "{}"), 404, "");
    }

    @Test
    void whatSendBeaconSendsIsTaken() throws Exception {
        server.serve(EventSource.LOCAL);
        HttpResponse<String> answer = server.post("/v1/track", VIEW, "Content-Type", "text/plain;charset=UTF-8");
        assertThat(json(answer).get("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void aKeyIsShownInAHeaderOrInTheBody() throws Exception {
        server.serve(KEYED);
        String basic = "Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8));
        assertThat(server.post("/v1/track", VIEW, "Authorization", basic).statusCode())
                .isEqualTo(200);
        String inBody = VIEW.replaceFirst("\\{", "{\"writeKey\":\"" + KEY + "\",");
        assertThat(server.post("/v1/track", inBody).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongOrMissingKeyIsRefusedAndCounted() throws Exception {
        Collector collector = server.serve(KEYED);
        assertProblem(server.post("/v1/track", VIEW), 401, "write key");
        String wrong = VIEW.replaceFirst("\\{", "{\"writeKey\":\"" + KEY + "0\",");
        assertProblem(server.post("/v1/track", wrong), 401, "write key");
        assertProblem(server.post("/v1/track", VIEW, "Authorization", "Basic %%%"), 401, "write key");
        assertThat(collector.counts().refused().values()).containsExactly(3L);
        assertThat(collector.counts().accepted()).isEmpty();
    }

    @Test
    void withoutAKeyOnlyCallersOnThisMachineAreHeard() throws Exception {
        server.serve(EventSource.LOCAL);
        assertThat(server.post("/v1/track", VIEW).statusCode()).isEqualTo(200);
        assertProblem(server.post("/v1/track", VIEW, "X-Forwarded-For", "203.0.113.9"), 401, "write key");
        assertProblem(server.post("/v1/track", VIEW, "Origin", "https://elsewhere.example"), 403, "elsewhere.example");
        assertThat(server.post("/v1/track", VIEW, "Origin", "http://localhost:3000")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsShownHasToBeOneAlsoOnThisMachine() throws Exception {
        server.serve(EventSource.LOCAL);
        assertProblem(server.post("/v1/track", VIEW.replaceFirst("\\{", "{\"writeKey\":\"guess\",")), 401, "write key");
    }

    @Test
    void browsersAreToldWhichPagesMayCall() throws Exception {
        server.serve(KEYED);
        HttpResponse<String> asked = send(server.to("/v1/batch")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://shop.example"));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
        HttpResponse<String> other = send(server.to("/v1/batch")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://other.example"));
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(server.post("/v1/track", "{", "Origin", "https://shop.example")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
    }

    @Test
    void theTrackerIsSmallAndMayBeLoadedFromAnySite() throws Exception {
        server.serve(EventSource.LOCAL);
        HttpResponse<String> script = send(server.to("/shopstream.js").header("Origin", "https://shop.example"));
        assertThat(script.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(script.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(gzip(script.body().getBytes(UTF_8)).length).isLessThan(5 << 10);
    }

    @Test
    void thePublicServerServesNothingElse() throws Exception {
        server.serve(EventSource.LOCAL);
        for (String path :
                List.of("/", "/status", "/api/status", "/metrics", "/api/sql", "/index.html", "/openapi.json")) {
            assertThat(send(server.to(path)).statusCode()).as(path).isEqualTo(404);
        }
    }
}
