package shopstream.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.questions.Answer;

class WarehouseIT {

    private static final Instant SOURCE_TIME = Instant.parse("2026-04-10T11:59:59Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(90);

    /** Whoever asks more often than every ten milliseconds is a crowd, and is given answers up to a second old. */
    private static final Duration OFTEN_FOR_ONE = Duration.ofMillis(15);

    @TempDir
    Path directory;

    private SampleLog log;

    @BeforeEach
    void startTheLog() {
        log = new SampleLog(directory.resolve("log"));
        SampleMarts.ALL.forEach(log::declare);
    }

    @AfterEach
    void stopTheLog() {
        log.close();
    }

    private Warehouse open() {
        return Warehouse.open(
                directory.resolve("warehouse"),
                log.address(),
                List.of(SampleMarts.salesDashboard()),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                CLOCK);
    }

    private void sell(MartDeclaration mart, long order, long quantity) {
        log.begin();
        log.put(
                mart,
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.line(order, "P1", 1, "2026-04-10T10:00:00Z", true, quantity, "0.10"));
        log.commit();
    }

    private static Answer total(Warehouse warehouse) {
        return warehouse.ask(warehouse.question("sales", Map.of()));
    }

    private static Object units(Warehouse warehouse) {
        try {
            return total(warehouse).rows().get(0).get("units");
        } catch (DashboardUnavailable e) {
            return e.getMessage();
        }
    }

    @Test
    void whatTheModelsCommitIsInTheAnswersSoonAfter() {
        try (Warehouse warehouse = open()) {
            sell(SampleMarts.SALES_LINES, 0, 1);
            await().atMost(SOON).until(() -> units(warehouse), units -> units.equals(1L));
            long[] millis = new long[60];
            for (int n = 0; n < millis.length; n++) {
                long expected = n + 2;
                sell(SampleMarts.SALES_LINES, n + 1, 1);
                long committed = System.nanoTime();
                await().pollInSameThread()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(OFTEN_FOR_ONE)
                        .until(() -> units(warehouse), units -> units.equals(expected));
                millis[n] = (System.nanoTime() - committed) / 1_000_000;
            }
            Arrays.sort(millis);
            System.out.println("commit → answer: p50 " + millis[30] + " ms, max " + millis[59] + " ms");
            assertThat(millis[30]).isLessThan(200);
            assertThat(total(warehouse).rows().get(0).get("revenue")).hasToString("6.10");
        }
    }

    @Test
    void isCompleteOnlyAsFarAsEverythingIsApplied() throws Exception {
        try (Warehouse warehouse = open()) {
            sell(SampleMarts.SALES_LINES, 1, 1);
            await().atMost(SOON).until(() -> units(warehouse), units -> units.equals(1L));
            assertThat(total(warehouse).completeTo()).isEmpty();

            log.complete(SampleMarts.ALL, SOURCE_TIME, 0);
            await().atMost(SOON).until(() -> total(warehouse).completeTo().isPresent());
            assertThat(total(warehouse).completeTo()).contains(SOURCE_TIME);
            assertThat(total(warehouse).lagMillis()).contains(1000L);

            log.begin();
            log.put(
                    SampleMarts.SALES_LINES,
                    SampleMarts.lineKey(2, "P1"),
                    SampleMarts.line(2, "P1", 1, "2026-04-10T10:00:00Z", true, 1, "0.10"));
            log.flush();
            log.complete(SampleMarts.ALL, SOURCE_TIME.plusMillis(500), 0);
            await().during(Duration.ofSeconds(1))
                    .atMost(SOON)
                    .until(() -> total(warehouse).completeTo().get().equals(SOURCE_TIME));
            log.commit();
            await().atMost(SOON).until(() -> total(warehouse).completeTo().get().isAfter(SOURCE_TIME));
            assertThat(units(warehouse)).isEqualTo(2L);

            log.mark(SOURCE_TIME.plusMillis(900), 7);
            log.read(SampleMarts.SALES_LINES, 7);
            log.read(SampleMarts.CUSTOMERS, 7);
            await().during(Duration.ofSeconds(1))
                    .atMost(SOON)
                    .until(() -> total(warehouse).completeTo().get().equals(SOURCE_TIME.plusMillis(500)));
        }
    }

    @Test
    void goesOnWhereItStoodAfterARestart() throws Exception {
        try (Warehouse warehouse = open()) {
            sell(SampleMarts.SALES_LINES, 1, 3);
            log.complete(SampleMarts.ALL, SOURCE_TIME, 0);
            await().atMost(SOON).until(() -> units(warehouse), units -> units.equals(3L));
            await().atMost(SOON).until(() -> total(warehouse).completeTo().isPresent());
        }
        sell(SampleMarts.SALES_LINES, 1, 5);
        sell(SampleMarts.SALES_LINES, 2, 2);
        try (Warehouse warehouse = open()) {
            await().atMost(SOON).until(() -> units(warehouse), units -> units.equals(7L));
            await().atMost(SOON).until(() -> total(warehouse).completeTo().isPresent());
            assertThat(warehouse.column("SELECT name FROM shopstream.generations"))
                    .hasSize(3);
        }
    }

    @Test
    void aRecordThatCannotBeReadStopsItsMartOnlyAndSaysSo() {
        try (Warehouse warehouse = open()) {
            log.begin();
            log.put(
                    SampleMarts.PRODUCTS,
                    SampleMarts.productKey("P1"),
                    "{\"product_code\":\"P1\",\"buy_price\":\"cheap\"}".getBytes());
            log.commit();
            sell(SampleMarts.SALES_LINES, 1, 3);
            await().atMost(SOON).until(() -> units(warehouse), units -> units.equals(3L));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(warehouse.marts())
                            .filteredOn(mart -> mart.name().equals("products"))
                            .singleElement()
                            .satisfies(mart ->
                                    assertThat(mart.failure().orElse("")).contains("offset 0", "products")));
        }
    }
}
