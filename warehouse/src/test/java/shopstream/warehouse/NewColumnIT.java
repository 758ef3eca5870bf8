package shopstream.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.LeftOut;

/** A dashboard that reads a column which only the edition being built has. */
class NewColumnIT {
    private static final Instant T = Instant.parse("2026-04-10T11:59:59Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final MartDeclaration OLD = SampleMarts.SALES_LINES;
    private static final MartDeclaration NEW = SampleMarts.salesWith("f2", SampleMarts.column("channel", "VARCHAR"));

    @TempDir
    Path directory;

    private SampleLog log;
    private Dashboard dashboard;

    @BeforeEach
    void startTheLog() throws Exception {
        dashboard = SampleMarts.salesDashboard(
                directory.resolve("dashboards"),
                "{name: telephone, title: By telephone, unit: count, definition: Pieces sold by telephone, "
                        + "expression: \"sum(case when channel = 'telephone' then quantity else 0 end)\"}",
                "{name: channel, title: Channel, expression: channel}");
        log = new SampleLog(directory.resolve("log"));
        SampleMarts.ALL.forEach(log::declare);
        log.begin();
        log.put(OLD, SampleMarts.lineKey(1, "P1"), line(1, 3));
        log.commit();
        log.complete(SampleMarts.ALL, T, 5);
        try (Warehouse warehouse = open(SampleMarts.salesDashboard())) {
            await().atMost(SOON).until(() -> warehouse.completeTo("sales").equals(Optional.of(T)));
        }
    }

    @AfterEach
    void stopTheLog() {
        log.close();
    }

    @Test
    void isShownFromTheOldEditionWithoutItUntilTheNewOneIsShown() throws Exception {
        try (Warehouse warehouse = open(dashboard)) {
            assertThat(total(warehouse)).containsEntry("units", 3L).doesNotContainKey("telephone");
            await().atMost(SOON).until(() -> warehouse.completeTo("sales").equals(Optional.of(T)));
            log.declare(NEW);
            await().atMost(SOON)
                    .until(() ->
                            warehouse.leftOut("sales").orElseThrow().awaited().equals(List.of("sales_lines")));
            LeftOut leftOut = warehouse.leftOut("sales").orElseThrow();
            assertThat(leftOut.names()).containsExactly("telephone", "channel");
            assertThat(leftOut.sentence())
                    .isEqualTo(
                            "Not shown until the changed model sales_lines has been rebuilt: By telephone and Channel,"
                                    + " since \"sales_lines\" has no column \"channel\".");
            assertThat(warehouse.asShown("sales").dimensions())
                    .extracting(Dimension::name)
                    .containsExactly("region", "country", "category", "product");
            assertThatThrownBy(() -> warehouse.ask(warehouse.question("sales", Map.of("by", List.of("channel")))))
                    .isInstanceOf(DashboardUnavailable.class)
                    .hasMessage(leftOut.sentence());

            log.begin();
            log.put(NEW, SampleMarts.lineKey(1, "P1"), lineOf("telephone", 1, 3));
            log.commit();
            log.read(NEW, 5);
            await().atMost(SOON).until(() -> total(warehouse).containsKey("telephone"));
            assertThat(total(warehouse)).containsEntry("units", 3L).containsEntry("telephone", 3L);
            assertThat(warehouse.leftOut("sales")).isEmpty();
            assertThat(warehouse.asShown("sales")).isEqualTo(dashboard);
            log.change("sales_lines", NewColumnIT::switched);

            log.change("sales_lines", NewColumnIT::back);
            var asked = new AtomicInteger();
            // Asked all the time, and each time something else: no question may meet the columns of the other edition.
            await().atMost(SOON)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(1))
                    .until(() -> !total(warehouse, Map.of("region", List.of("R" + asked.incrementAndGet())))
                            .containsKey("telephone"));
            assertThat(total(warehouse)).containsEntry("units", 3L);
            assertThat(warehouse.leftOut("sales").orElseThrow().sentence())
                    .startsWith("Not shown with the editions of the models that are current: By telephone and Channel");
        }
    }

    private static DeclaredMart switched(DeclaredMart mart) {
        return mart.with(mart.current()
                        .orElseThrow()
                        .kept(Instant.now(), Instant.now().plusSeconds(60)))
                .with(mart.building().orElseThrow().current(Instant.now()));
    }

    private static DeclaredMart back(DeclaredMart mart) {
        return mart.with(mart.current()
                        .orElseThrow()
                        .kept(Instant.now(), Instant.now().plusSeconds(60)))
                .with(mart.kept().get(0).current(Instant.now()).insteadOf("f2"));
    }

    private Warehouse open(Dashboard asked) throws IOException {
        return Warehouse.open(
                directory.resolve("warehouse"),
                log.address(),
                List.of(asked),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                CLOCK);
    }

    private static byte[] line(long order, long quantity) {
        return SampleMarts.line(order, "P1", 1, "2026-04-10T10:00:00Z", true, quantity, "0.10");
    }

    private static byte[] lineOf(String channel, long order, long quantity) {
        String line = new String(line(order, quantity), StandardCharsets.UTF_8);
        return line.replaceFirst("}$", ",\"channel\":\"" + channel + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> total(Warehouse warehouse) {
        return total(warehouse, Map.of());
    }

    private static Map<String, Object> total(Warehouse warehouse, Map<String, List<String>> parameters) {
        return warehouse.ask(warehouse.question("sales", parameters)).rows().get(0);
    }
}
