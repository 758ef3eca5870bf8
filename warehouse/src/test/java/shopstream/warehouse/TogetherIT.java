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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.MartDeclaration;

/** A customer's number is written otherwise from now on, in two marts that a dashboard joins by it. */
class TogetherIT {
    private static final Instant T = Instant.parse("2026-04-10T11:59:59Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final MartDeclaration NEW_LINES = SampleMarts.sales("f2");
    private static final MartDeclaration NEW_CUSTOMERS = SampleMarts.customers("f2");

    @TempDir
    Path directory;

    private SampleLog log;
    private Warehouse warehouse;

    @BeforeEach
    void startWithBothRebuilt() throws Exception {
        log = new SampleLog(directory.resolve("log"));
        SampleMarts.ALL.forEach(log::declare);
        sell(SampleMarts.SALES_LINES, 7);
        live(SampleMarts.CUSTOMERS, 7);
        log.complete(SampleMarts.ALL, T, 5);
        warehouse = Warehouse.open(
                directory.resolve("warehouse"),
                log.address(),
                List.of(SampleMarts.salesDashboard()),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                CLOCK);
        await().atMost(SOON).until(() -> warehouse.completeTo("sales").equals(Optional.of(T)));
        log.declare(NEW_LINES);
        log.declare(NEW_CUSTOMERS);
        sell(NEW_LINES, 1_007);
        live(NEW_CUSTOMERS, 1_007);
        log.read(NEW_CUSTOMERS, 5);
        await().atMost(SOON).until(() -> waitsFor("customers").equals(Set.of("sales_lines")));
    }

    @AfterEach
    void stop() {
        warehouse.close();
        log.close();
    }

    @Test
    void bothAreShownWhenTheLastHasCaughtUpAndEachCustomerIsFoundAllTheWhile() throws Exception {
        assertThat(region()).isEqualTo("EMEA");
        assertThat(shownTopics()).containsExactly(SampleMarts.CUSTOMERS.topic(), SampleMarts.SALES_LINES.topic());
        log.read(NEW_LINES, 5);
        await().atMost(SOON).until(() -> {
            assertThat(region()).isEqualTo("EMEA");
            return shownTopics().equals(List.of(NEW_CUSTOMERS.topic(), NEW_LINES.topic()));
        });
        assertThat(region()).isEqualTo("EMEA");
        await().atMost(SOON)
                .until(() -> NEW_CUSTOMERS.topic().equals(log.shown("customers"))
                        && NEW_LINES.topic().equals(log.shown("sales_lines")));
    }

    @Test
    void oneWhoseJobHasFailedIsNotWaitedFor() {
        warehouse.rebuilding(Set.of("customers", "sales_lines"));
        assertThat(shownTopics()).contains(SampleMarts.CUSTOMERS.topic());
        warehouse.rebuilding(Set.of("customers"));
        await().atMost(SOON).until(() -> shownTopics().contains(NEW_CUSTOMERS.topic()));
        assertThat(shownTopics()).contains(SampleMarts.SALES_LINES.topic());
    }

    @Test
    void oneThatIsGivenUpIsNotWaitedFor() {
        log.change("sales_lines", mart -> mart.without(NEW_LINES.topic()));
        await().atMost(SOON).until(() -> shownTopics().contains(NEW_CUSTOMERS.topic()));
    }

    private void sell(MartDeclaration mart, long customer) {
        log.begin();
        log.put(
                mart,
                SampleMarts.lineKey(1, "P1"),
                SampleMarts.line(1, "P1", customer, "2026-04-10T10:00:00Z", true, 1, "0.10"));
        log.commit();
    }

    private void live(MartDeclaration mart, long customer) {
        log.begin();
        log.put(mart, SampleMarts.customerKey(customer), SampleMarts.customer(customer, "Germany"));
        log.commit();
    }

    private Object region() {
        return warehouse
                .ask(warehouse.question("sales", Map.of("by", List.of("region"))))
                .rows()
                .get(0)
                .get("region");
    }

    private Set<String> waitsFor(String mart) {
        return warehouse.marts().stream()
                .filter(each -> each.name().equals(mart))
                .flatMap(each -> each.rebuilding().stream())
                .map(MartState.Rebuild::waitsFor)
                .findFirst()
                .orElse(Set.of());
    }

    /** Of customers and of sales lines. */
    private List<String> shownTopics() {
        return warehouse.shown().stream()
                .filter(mart -> !mart.name().equals("products"))
                .map(MartDeclaration::topic)
                .sorted()
                .toList();
    }
}
