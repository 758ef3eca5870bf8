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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;

/** From one edition of a mart to the next and back, as the catalog tells it. */
class SwitchIT {
    private static final Instant T = Instant.parse("2026-04-10T11:59:59Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final MartDeclaration OLD = SampleMarts.SALES_LINES;
    private static final MartDeclaration NEW = SampleMarts.sales("f2");

    @TempDir
    Path directory;

    private SampleLog log;

    @BeforeEach
    void startTheLog() throws Exception {
        log = new SampleLog(directory.resolve("log"));
        SampleMarts.ALL.forEach(log::declare);
        sell(OLD, 1, 3);
        log.complete(SampleMarts.ALL, T, 5);
    }

    @AfterEach
    void stopTheLog() {
        log.close();
    }

    @Test
    void theOldOneStaysCurrentUntilTheNewOneHasCaughtUpAndThenTheSwitchIsNoted() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 3);
            log.declare(NEW);
            sell(NEW, 1, 30);
            await().atMost(SOON).until(() -> rebuild(warehouse).isPresent());
            sell(OLD, 2, 1);
            log.complete(SampleMarts.ALL, T.plusMillis(100), 6);
            awaitUnits(warehouse, 4);
            await().atMost(SOON).until(() -> completeTo(warehouse).equals(Optional.of(T.plusMillis(100))));
            assertThat(log.shown("sales_lines")).isEqualTo(OLD.topic());

            sell(NEW, 2, 1);
            log.read(NEW, 6);
            awaitUnits(warehouse, 31);
            await().atMost(SOON).until(() -> NEW.topic().equals(log.shown("sales_lines")));
            assertThat(rebuild(warehouse)).isEmpty();
            assertThat(completeTo(warehouse)).contains(T.plusMillis(100));
        }
    }

    @Test
    void nothingThatIsShownIsMissingAfterTheSwitchThoughNoClaimToldOfIt() throws Exception {
        try (Warehouse warehouse = open()) {
            log.input(6);
            sell(OLD, 2, 1);
            log.read(OLD, 6);
            awaitUnits(warehouse, 4);
            log.declare(NEW);
            sell(NEW, 1, 30);
            log.read(NEW, 5);
            // Both are complete up to the same time, and the new one has not read the newest record yet.
            await().during(Duration.ofSeconds(3))
                    .atMost(SOON)
                    .until(() -> units(warehouse).equals(Optional.of(4L)));
            sell(NEW, 2, 1);
            log.read(NEW, 6);
            awaitUnits(warehouse, 31);
        }
    }

    @Test
    void progressIsTheShareOfTheInputsReadAndOfTheRowsApplied() throws Exception {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 3);
            log.input(8);
            log.declare(NEW);
            log.read(NEW, 2);
            await().atMost(SOON)
                    .until(() ->
                            rebuild(warehouse).map(MartState.Rebuild::progress).equals(Optional.of(0.25)));
            log.begin();
            log.put(NEW, SampleMarts.lineKey(9, "P1"), line(9, 1));
            log.flush();
            await().atMost(SOON)
                    .until(() ->
                            rebuild(warehouse).map(MartState.Rebuild::progress).equals(Optional.of(0.0)));
            log.commit();
            log.read(NEW, 4);
            await().atMost(SOON)
                    .until(() ->
                            rebuild(warehouse).map(MartState.Rebuild::progress).equals(Optional.of(0.5)));
        }
    }

    @Test
    void anEditionTakenBackIsShownAtOnceAsCompleteAsItWasAlsoAfterARestart() throws Exception {
        try (Warehouse warehouse = open()) {
            switchToNew(warehouse);
            log.complete(List.of(NEW, SampleMarts.CUSTOMERS, SampleMarts.PRODUCTS), T.plusMillis(300), 9);
            await().atMost(SOON).until(() -> completeTo(warehouse).equals(Optional.of(T.plusMillis(300))));
        }
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 30);
            log.change("sales_lines", SwitchIT::back);
            awaitUnits(warehouse, 3);
            assertThat(warehouse.marts())
                    .filteredOn(mart -> mart.name().equals("sales_lines"))
                    .singleElement()
                    .satisfies(mart -> assertThat(mart.completeTo()).contains(T));
            sell(OLD, 2, 1);
            log.complete(List.of(OLD), T.plusMillis(400), 9);
            awaitUnits(warehouse, 4);
        }
    }

    @Test
    void theEditionBeforeIsKeptUntilTheCatalogNoLongerNamesIt() throws Exception {
        try (Warehouse warehouse = open()) {
            switchToNew(warehouse);
            assertThat(warehouse.editions())
                    .filteredOn(edition -> edition.topic().equals(OLD.topic()))
                    .singleElement()
                    .satisfies(edition -> {
                        assertThat(edition.shown()).isFalse();
                        assertThat(edition.rows()).isEqualTo(1);
                    });
            log.change("sales_lines", mart -> mart.without(OLD.topic()));
            log.delete(OLD.topic());
            await().atMost(SOON)
                    .until(() -> warehouse.editions().stream()
                            .noneMatch(edition -> edition.topic().equals(OLD.topic())));
            assertThat(warehouse.column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'marts'"
                            + " AND table_name LIKE 'sales%'"))
                    .hasSize(1);
            sell(NEW, 5, 5);
            awaitUnits(warehouse, 35);
        }
    }

    @Test
    void anotherDescriptionLoadsNothingAgain() {
        try (Warehouse warehouse = open()) {
            awaitUnits(warehouse, 3);
            MartDeclaration described = new MartDeclaration(
                    OLD.name(),
                    OLD.topic(),
                    OLD.jobGroup(),
                    OLD.inputTopics(),
                    OLD.columns().stream()
                            .map(column -> new MartColumn(column.name(), column.type(), "Said better."))
                            .toList(),
                    OLD.key(),
                    OLD.references(),
                    OLD.fingerprint(),
                    "Said better.",
                    OLD.delivery());
            log.change(
                    "sales_lines",
                    mart -> mart.with(mart.current().orElseThrow().declaredAs(described, null)));
            String ofSales = " FROM shopstream.generations WHERE mart = 'sales_lines'";
            await().atMost(SOON)
                    .until(() -> warehouse
                            .column("SELECT declaration" + ofSales)
                            .toString()
                            .contains("Said better"));
            assertThat(warehouse.column("SELECT name" + ofSales)).isEqualTo(List.of("sales_lines_1"));
        }
    }

    private void switchToNew(Warehouse warehouse) throws Exception {
        awaitUnits(warehouse, 3);
        await().atMost(SOON).until(() -> completeTo(warehouse).equals(Optional.of(T)));
        log.declare(NEW);
        sell(NEW, 1, 30);
        log.read(NEW, 5);
        awaitUnits(warehouse, 30);
        log.change(
                "sales_lines",
                mart -> mart.with(mart.current()
                                .orElseThrow()
                                .kept(Instant.now(), Instant.now().plusSeconds(60)))
                        .with(mart.building().orElseThrow().current(Instant.now())));
    }

    private static DeclaredMart back(DeclaredMart mart) {
        return mart.with(mart.current()
                        .orElseThrow()
                        .kept(Instant.now(), Instant.now().plusSeconds(60)))
                .with(mart.kept().get(0).current(Instant.now()).insteadOf("f2"));
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
        log.put(mart, SampleMarts.lineKey(order, "P1"), line(order, quantity));
        log.commit();
    }

    private static byte[] line(long order, long quantity) {
        return SampleMarts.line(order, "P1", 1, "2026-04-10T10:00:00Z", true, quantity, "0.10");
    }

    private static Optional<Instant> completeTo(Warehouse warehouse) {
        return warehouse.completeTo("sales");
    }

    private static Optional<MartState.Rebuild> rebuild(Warehouse warehouse) {
        return warehouse.marts().stream()
                .filter(mart -> mart.name().equals("sales_lines"))
                .flatMap(mart -> mart.rebuilding().stream())
                .findFirst();
    }

    private static void awaitUnits(Warehouse warehouse, long expected) {
        await().atMost(SOON).until(() -> units(warehouse).equals(Optional.of(expected)));
    }

    private static Optional<Object> units(Warehouse warehouse) {
        try {
            return Optional.of(warehouse
                    .ask(warehouse.question("sales", Map.of()))
                    .rows()
                    .get(0)
                    .get("units"));
        } catch (DashboardUnavailable e) {
            return Optional.empty();
        }
    }
}
