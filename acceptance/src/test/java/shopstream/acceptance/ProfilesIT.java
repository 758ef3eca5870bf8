package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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

    private static String event(String name, String whose, String message, String product) {
        return "{\"type\":\"" + (name.equals("Visitor Identified") ? "identify" : "track") + "\",\"event\":\"" + name
                + "\"," + whose + ",\"messageId\":\"" + message + "\",\"properties\":{"
                + (product == null ? "" : "\"product_id\":\"" + product + "\"") + "}}";
    }

    private static Optional<JsonNode> customer(String id) {
        JsonNode log = shop.get("/api/backup");
        return new LoggedEvents(
                        log.get("bootstrapServers").asText(), log.get("prefix").asText() + ".profiles")
                .all().stream()
                        .filter(profile -> profile.path("customer").asText().equals(id))
                        .reduce((earlier, newest) -> newest);
    }

    private static void awaitCustomer(int events, String... interests) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(customer("7")).hasValueSatisfying(profile -> {
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
        shop.tell(
                event("Product Viewed", "\"anonymousId\":\"phone\"", "m1", "P1"),
                event("Visitor Identified", "\"userId\":\"7\",\"anonymousId\":\"phone\"", "m2", null),
                added);
        // What is in the profile twice was in an order before, of which no event told.
        awaitCustomer(2, "P1", "P2", "P1", "P2");
        JsonNode profile = customer("7").orElseThrow();
        assertThat(profile.get("cart").findValuesAsText("product")).containsExactly("P2");
        assertThat(profile.get("browsers"))
                .hasSize(1)
                .allMatch(browser -> browser.asText().equals("phone"));

        shop.kill();
        shop = small.up(directory.resolve("data"));
        shop.tell(added, event("Product Viewed", "\"anonymousId\":\"phone\"", "m4", "P2"));
        awaitCustomer(2, "P1", "P2", "P1", "P2", "P2");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                shop.get("/api/status").at("/profiles/behind").asInt(-1))
                        .isZero());
        assertThat(shop.answer("/metrics").body())
                .contains("shopstream_profiles_job_running 1.0", "shopstream_profiles_behind_events 0.0");
    }

    /** Nobody had signed in on the tablet: the database alone knows whose the order is. */
    @Test
    void aBrowserIsWhoseTheOrderIsThatCameFromIt() throws Exception {
        shop.tell(
                event("Product Viewed", "\"anonymousId\":\"tablet\"", "t1", "P2"),
                "{\"type\":\"track\",\"event\":\"Order Completed\",\"anonymousId\":\"tablet\",\"messageId\":\"t2\","
                        + "\"properties\":{\"order_id\":\"2\",\"products\":[{\"product_id\":\"P1\"}]}}");
        small.execute(
                "INSERT INTO customers VALUES (8, 'Nantes', NULL, '44000', 'France', 100)",
                "INSERT INTO orders VALUES (2, UTC_TIMESTAMP(), UTC_TIMESTAMP(), NULL, 'Shipped', NULL, 8)",
                "INSERT INTO orderdetails VALUES (2, 'P1', 3, 10.00, 1)");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(customer("8"))
                        .hasValueSatisfying(profile -> assertThat(profile.get("browsers"))
                                .anyMatch(browser -> browser.asText().equals("tablet"))));
        assertThat(shop.get("/api/status").at("/recommendations").has("ordersWithoutEvent"))
                .isTrue();
    }
}
