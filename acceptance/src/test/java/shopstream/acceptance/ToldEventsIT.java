package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.FreePort;

/** Events told to a shop that has a write key and serves its public routes on a port of their own. */
@Tag("thorough")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ToldEventsIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static SmallShop small;
    private static RunningShop shop;
    private static int publicPort;

    @BeforeAll
    static void start() throws IOException, SQLException {
        small = new SmallShop(directory);
        publicPort = FreePort.any();
        Files.writeString(
                small.configuration(),
                "\nevents:\n  sources:\n    pages: {write-key: " + KEY + "}\npublic: {port: " + publicPort + "}\n",
                StandardOpenOption.APPEND);
        shop = small.up(directory.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        shop.close();
        small.close();
    }

    private static HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> tell(String body) throws IOException, InterruptedException {
        return HTTP.send(
                request("/v1/batch")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + publicPort + path));
    }

    private static String batch(String... messages) {
        return "{\"writeKey\":\"" + KEY + "\",\"batch\":["
                + List.of(messages).stream()
                        .map(id -> "{\"event\":\"Cart Viewed\",\"userId\":\"u\",\"messageId\":\"" + id + "\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    @Test
    @Order(1)
    void visitorsReachTheCollectorAndTheTrackerAndNothingElse() throws Exception {
        assertThat(tell(batch("public-1")).statusCode()).isEqualTo(200);
        assertThat(tell(batch("public-2").replace(KEY, KEY.replace('0', '1'))).statusCode())
                .isEqualTo(401);
        assertThat(ask("/shopstream.js").statusCode()).isEqualTo(200);
        for (String path : List.of("/", "/status", "/api/status", "/api/sales", "/metrics", "/openapi.json")) {
            assertThat(ask(path).statusCode()).as(path).isEqualTo(404);
        }
        Set<String> logged = messages();
        assertThat(logged).contains("public-1").doesNotContain("public-2");
    }

    @Test
    @Order(2)
    void whatCameOfThemIsCounted() throws Exception {
        JsonNode events = shop.get("/api/status").get("events");
        assertThat(events.at("/accepted/pages").asInt()).isEqualTo(1);
        assertThat(events.at("/refused/write_key").asInt()).isEqualTo(1);
        assertThat(shop.answer("/metrics").body())
                .contains("shopstream_events_total{source=\"pages\",verdict=\"accepted\"} 1.0")
                .contains("shopstream_event_requests_refused_total{reason=\"write_key\"} 1.0");
    }

    @Test
    @Order(3)
    void aFileIsImportedWithItsFaultsToldByLineAndCountsOnceWhenItIsImportedTwice() throws Exception {
        Path file = Files.writeString(directory.resolve("clicks.jsonl"), """
                {"type":"track","event":"Cart Viewed","userId":"file"}
                {"type":"track","event":"Cart Veiwed","userId":"file"}
                {"type":"track","event":
                {"session_id":"s1","customer_number":7,"browse_history":[{"product_code":"P1","quantity":"2"}]}
                """);
        Path table = Files.writeString(
                directory.resolve("clicks.csv"),
                "event,userId,product_id,timestamp\nview_item,file,P2,2026-01-02T03:04:05Z\n");
        String[] command = {
            "import-events",
            file.toString(),
            table.toString(),
            "--write-key",
            KEY,
            "--data",
            directory.resolve("data").toString()
        };
        OneCommand.Ended first = OneCommand.run(directory, Map.of(), command);
        assertThat(first.exitCode()).as(first.words()).isEqualTo(1);
        assertThat(first.output()).contains("accepted 3", "rejected 2");
        assertThat(first.words())
                .contains(file + ":2: The event `Cart Veiwed` is not known. Did you mean `Cart Viewed`?")
                .contains(file + ":3: The line is not JSON");
        int once = messages().size();
        OneCommand.Ended second = OneCommand.run(directory, Map.of(), command);
        assertThat(second.output()).contains("accepted 3");
        assertThat(messages()).hasSize(once);
        assertThat(LoggedEvents.of(shop).all())
                .filteredOn(event -> event.at("/properties/product_id").asText().equals("P2"))
                .allSatisfy(event -> assertThat(event.get("timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z"));
    }

    @Test
    @Order(4)
    void nothingThatWasAcceptedIsLostWhenTheProgramIsKilledUnderLoad() throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            Thread thread = new Thread(tellingUntilRefused("kill-" + caller, accepted));
            thread.start();
            callers.add(thread);
        }
        while (accepted.size() < 2_000) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        shop.kill();
        for (Thread caller : callers) {
            caller.join();
        }
        shop = small.up(directory.resolve("data"));
        assertThat(messages()).containsAll(accepted).contains("public-1");
    }

    private static Runnable tellingUntilRefused(String name, Set<String> accepted) {
        return () -> {
            ObjectMapper json = new ObjectMapper();
            try {
                for (int at = 0; ; at++) {
                    String[] messages = {name + "-" + at + "-a", name + "-" + at + "-b", name + "-" + at + "-c"};
                    HttpResponse<String> answer = tell(batch(messages));
                    if (answer.statusCode() == 200
                            && json.readTree(answer.body()).get("accepted").asInt() == messages.length) {
                        accepted.addAll(List.of(messages));
                    }
                }
            } catch (IOException killed) {
                // Whatever was under way was not accepted.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static Set<String> messages() {
        return LoggedEvents.of(shop).all().stream()
                .map(event -> event.get("messageId").asText())
                .collect(Collectors.toSet());
    }
}
