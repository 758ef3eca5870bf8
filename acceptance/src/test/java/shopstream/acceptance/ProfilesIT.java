package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of a running program: what is told is in them some seconds later, also after a kill. */
class ProfilesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static SmallShop small;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws IOException, SQLException {
        small = new SmallShop(directory);
        shop = small.up(directory.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        shop.close();
        small.close();
    }

    private static void tell(String... events) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.address() + "/v1/batch"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[" + String.join(",", events) + "]}"))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"accepted\":" + events.length);
    }

    private static String event(String name, String whose, String message, String product) {
        return "{\"type\":\"" + (name.equals("Visitor Identified") ? "identify" : "track") + "\",\"event\":\"" + name
                + "\"," + whose + ",\"messageId\":\"" + message + "\",\"properties\":{"
                + (product == null ? "" : "\"product_id\":\"" + product + "\"") + "}}";
    }

    private static Optional<JsonNode> customer() {
        JsonNode log = shop.get("/api/backup");
        return new LoggedEvents(
                        log.get("bootstrapServers").asText(), log.get("prefix").asText() + ".profiles")
                .all().stream()
                        .filter(profile -> profile.path("customer").asText().equals("7"))
                        .reduce((earlier, newest) -> newest);
    }

    private static void awaitCustomer(int events, String... interests) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(customer()).hasValueSatisfying(profile -> {
                    assertThat(profile.get("events").asInt()).isEqualTo(events);
                    assertThat(profile.get("recent").findValuesAsText("product"))
                            .containsExactlyInAnyOrder(interests);
                }));
    }

    @Test
    void whatIsToldIsInAProfileSomeSecondsLaterAlsoAfterAKill() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                shop.get("/api/status").at("/profiles/state").asText())
                        .isEqualTo("running"));
        String added = event("Product Added", "\"userId\":\"7\",\"anonymousId\":\"laptop\"", "m3", "P2");
        tell(
                event("Product Viewed", "\"anonymousId\":\"phone\"", "m1", "P1"),
                event("Visitor Identified", "\"userId\":\"7\",\"anonymousId\":\"phone\"", "m2", null),
                added);
        awaitCustomer(2, "P1", "P2");
        JsonNode profile = customer().orElseThrow();
        assertThat(profile.get("cart").findValuesAsText("product")).containsExactly("P2");
        assertThat(profile.get("browsers"))
                .hasSize(1)
                .allMatch(browser -> browser.asText().equals("phone"));

        shop.kill();
        shop = small.up(directory.resolve("data"));
        tell(added, event("Product Viewed", "\"anonymousId\":\"phone\"", "m4", "P2"));
        awaitCustomer(2, "P1", "P2", "P2");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                shop.get("/api/status").at("/profiles/behind").asInt(-1))
                        .isZero());
        assertThat(shop.answer("/metrics").body())
                .contains("shopstream_profiles_job_running 1.0", "shopstream_profiles_behind_events 0.0");
    }
}
