package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated visitors of the sample shop, as the platform hears them. */
@Tag("thorough")
class VisitorsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path directory;

    private static RunningShop shop;
    private static LoggedEvents log;
    private static Instant begun;

    @BeforeAll
    static void start() {
        begun = Instant.now();
        shop = RunningShop.start(
                directory.resolve("data"),
                "--history-days",
                "1",
                "--orders-per-second",
                "0.1",
                "--clicks-per-second",
                "40");
        log = LoggedEvents.of(shop);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        shop.close();
    }

    private static List<JsonNode> orders() {
        return log.all().stream()
                .filter(event -> event.get("event").asText().equals("Order Completed"))
                .toList();
    }

    private static boolean isNow(JsonNode event) {
        return Instant.parse(event.get("timestamp").asText()).isAfter(begun);
    }

    private static String number(String sql) throws SQLException {
        try (Connection database = shop.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "none";
        }
    }

    @Test
    void theyClickAsOftenAsIsAskedAndNothingIsRejected() {
        log.await("a click of now", VisitorsIT::isNow);
        long from = System.nanoTime();
        long before = log.all().stream().filter(VisitorsIT::isNow).count();
        Awaitility.await().atMost(PATIENCE).until(() -> System.nanoTime() - from > 15_000_000_000L);
        long clicks = log.all().stream().filter(VisitorsIT::isNow).count() - before;
        double seconds = (System.nanoTime() - from) / 1e9;
        assertThat(clicks / seconds).isBetween(10.0, 80.0);
        assertThat(shop.get("/api/status").at("/events/rejected").properties())
                .allMatch(count -> count.getValue().asLong() == 0);
    }

    @Test
    void theyTakePartInTheShopsExperiment() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shop.get("/api/experiments").at("/experiments/0/variants"))
                        .isNotEmpty()
                        .allMatch(variant -> variant.get("visitors").asLong() > 0));
    }

    @Test
    void mostAreNobodyTheShopKnows() {
        log.await("a click of now", VisitorsIT::isNow);
        List<JsonNode> clicks = log.all();
        long anonymous = clicks.stream().filter(event -> !event.has("userId")).count();
        assertThat((double) anonymous / clicks.size()).isGreaterThan(0.6);
    }

    @Test
    void ordersOfThePastAndOfNowAreThoseOfTheDatabase() throws SQLException {
        JsonNode now = log.await(
                "an order of now", event -> event.get("event").asText().equals("Order Completed") && isNow(event));
        JsonNode past =
                orders().stream().filter(order -> !isNow(order)).findFirst().orElseThrow();
        for (JsonNode told : List.of(now, past)) {
            assertThat(number("SELECT customerNumber FROM orders WHERE orderNumber = "
                            + told.at("/properties/order_id").asText()))
                    .isEqualTo(told.get("userId").asText());
            assertThat(number("SELECT COUNT(*) FROM orderdetails WHERE orderNumber = "
                            + told.at("/properties/order_id").asText()))
                    .isEqualTo(Integer.toString(told.at("/properties/products").size()));
        }
    }
}
