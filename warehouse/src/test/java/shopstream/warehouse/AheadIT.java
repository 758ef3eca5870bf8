package shopstream.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.MartDeclaration;

/** A mart delivered at-least-once: shown before it is committed, and never older than it was shown. */
class AheadIT {
    private static final Instant T = Instant.parse("2026-04-10T11:59:59Z");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final MartDeclaration SALES = SampleMarts.ahead(SampleMarts.SALES_LINES);
    private static final long BEFORE = 11;
    private static final long AFTER = 12;

    @TempDir
    Path directory;

    private SampleLog log;

    @BeforeEach
    void startTheLog() {
        log = new SampleLog(directory.resolve("log"));
        List.of(SALES, SampleMarts.CUSTOMERS, SampleMarts.PRODUCTS).forEach(log::declare);
        log.input(10);
        log.begin();
        sell(BEFORE, 1, 5);
        log.commit();
    }

    @AfterEach
    void stopTheLog() {
        log.close();
    }

    @Test
    void aRowIsShownBeforeItsTransactionIsCommittedAndCountsAsCompleteOnlyAfterIt() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            sell(BEFORE, 2, 1);
            log.flush();
            awaitUnits(warehouse, 6);
            log.complete(SampleMarts.ALL, T, 10);
            await().during(Duration.ofSeconds(1))
                    .atMost(SOON)
                    .until(() -> completeTo(warehouse).isEmpty());
            log.commit();
            await().atMost(SOON).until(() -> completeTo(warehouse).equals(Optional.of(T)));
        }
    }

    @Test
    void aDeletionThatMayBeHalfOfAChangeWaitsForItsTransaction() {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            log.put(SALES, BEFORE, SampleMarts.lineKey(1, "P1"), null);
            sell(BEFORE, 2, 1);
            log.flush();
            awaitUnits(warehouse, 6);
            sell(BEFORE, 1, 7);
            log.flush();
            awaitUnits(warehouse, 8);
            log.put(SALES, BEFORE, SampleMarts.lineKey(2, "P1"), null);
            log.commit();
            awaitUnits(warehouse, 7);
        }
    }

    @Test
    void whatALaterRunWritesAgainIsNotShownBeforeItHasComeAsFar() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            for (long quantity = 6; quantity <= 9; quantity++) {
                sell(BEFORE, 1, quantity);
            }
            log.flush();
            awaitUnits(warehouse, 9);
            log.abort();
            writeAgainAndWatch(warehouse);
        }
    }

    @Test
    void alsoAWarehouseThatWasRestartedInBetweenNeverGoesBack() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            for (long quantity = 6; quantity <= 9; quantity++) {
                sell(BEFORE, 1, quantity);
            }
            log.flush();
            awaitUnits(warehouse, 9);
        }
        log.abort();
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 9);
            writeAgainAndWatch(warehouse);
        }
    }

    @Test
    void aRunFromAnOlderCheckpointThatWritesCommittedRowsAgainTakesNothingBack() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            for (long quantity = 6; quantity <= 9; quantity++) {
                log.begin();
                sell(BEFORE, 1, quantity);
                log.commit();
            }
            awaitUnits(warehouse, 9);
            writeAgainAndWatch(warehouse);
        }
    }

    @Test
    void aRowThatWasCutOffAndIsNotWrittenAgainIsTakenBackToWhatIsCommitted() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            sell(BEFORE, 1, 9);
            sell(BEFORE, 2, 100);
            log.flush();
            awaitUnits(warehouse, 109);
            log.abort();
            log.begin();
            sell(AFTER, 3, 1);
            log.commit();
            awaitUnits(warehouse, 110);
            log.complete(SampleMarts.ALL, T, 10);
            awaitUnits(warehouse, 6);
            await().atMost(SOON).until(() -> completeTo(warehouse).equals(Optional.of(T)));
        }
    }

    @Test
    void whoThenTakesOnlyWhatIsCommittedShowsNothingElse() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            sell(BEFORE, 2, 100);
            log.flush();
            awaitUnits(warehouse, 105);
            log.abort();
            log.change(
                    "sales_lines",
                    mart -> mart.with(mart.current().orElseThrow().declaredAs(SampleMarts.SALES_LINES, null)));
            log.complete(SampleMarts.ALL, T, 10);
            awaitUnits(warehouse, 5);
        }
    }

    @Test
    void aLaterRunOfABusyShopIsShownThoughItNeverReachesTheEndOfItsInput() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 5);
            log.begin();
            for (long order = 2; order <= 40; order++) {
                sell(BEFORE, order, 1);
            }
            log.commit();
            awaitUnits(warehouse, 44);
            for (long order = 2; order <= 40; order++) {
                log.input(1);
                log.begin();
                sell(AFTER, order, 2);
                log.commit();
                if (order == 2) {
                    await().during(Duration.ofSeconds(1))
                            .atMost(SOON)
                            .until(() -> units(warehouse).equals(Optional.of(44L)));
                }
                // Of the input, the job has read all but the last.
                log.read(SALES, 10 + order - 2);
            }
            awaitUnits(warehouse, 83);
        }
    }

    private void writeAgainAndWatch(Warehouse warehouse) throws Exception {
        Set<Long> seen = new ConcurrentSkipListSet<>();
        for (long quantity = 6; quantity <= 10; quantity++) {
            log.begin();
            sell(AFTER, 1, quantity);
            // Another row, to see that this transaction has come.
            sell(AFTER, 2, quantity * 1_000);
            log.commit();
            long others = quantity * 1_000;
            await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> {
                long units = units(warehouse).orElse(0L);
                seen.add(units % 1_000);
                return units >= others;
            });
        }
        assertThat(seen).containsExactly(9L);
        log.complete(SampleMarts.ALL, T, 10);
        awaitUnits(warehouse, 10_010);
        await().atMost(SOON).until(() -> completeTo(warehouse).equals(Optional.of(T)));
    }

    private void sell(long run, long order, long quantity) {
        log.put(
                SALES,
                run,
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.line(order, "P1", 1, "2026-04-10T10:00:00Z", true, quantity, "0.10"));
    }

    private Warehouse open() {
        return Warehouse.open(
                directory.resolve("warehouse"),
                log.address(),
                List.of(SampleMarts.salesDashboard()),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                Clock.systemUTC());
    }

    private static Optional<Instant> completeTo(Warehouse warehouse) {
        return warehouse.completeTo("sales");
    }

    private static Optional<Long> units(Warehouse warehouse) {
        try {
            return Optional.of((Long) warehouse
                    .ask(warehouse.question(
                            "sales", Map.of("from", List.of("2026-04-01"), "to", List.of("2026-04-30"))))
                    .rows()
                    .get(0)
                    .get("units"));
        } catch (DashboardUnavailable e) {
            return Optional.empty();
        }
    }

    private static void awaitUnits(Warehouse warehouse, long expected) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(units(warehouse)).contains(expected));
    }
}
