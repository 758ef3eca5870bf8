package shopstream.warehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.questions.Answers;
import shopstream.warehouse.questions.Question;

class KeptAggregatesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void aDashboardThatWasAwayIsBuiltAnewSinceBatchesPassedItsSumsBy() {
        Star other = star(dashboard("other", "counts"));
        try (LocalShop shop = shop()) {
            shop.store.aggregate(List.of(aggregates(shop.star), aggregates(other)));
            shop.store.buildAll();
            sold(shop, 1);
            shop.store.aggregate(List.of(aggregates(shop.star)));
            sold(shop, 2);
            shop.store.aggregate(List.of(aggregates(shop.star), aggregates(other)));
            assertThat(shop.store.unbuilt()).containsExactly("other");
            assertThat(shop.store.current("sales")).isPresent();
            shop.store.buildAll();
            assertThat(orders(shop, other)).isEqualTo(2L);
        }
    }

    @Test
    void aDashboardThatWasEditedAndRevertedWhileItsSumsWereBuiltIsBuiltAnew() {
        try (LocalShop shop = shop()) {
            sold(shop, 1);
            shop.add(
                    "sales_lines",
                    SampleMarts.lineKey(2, "P1"),
                    SampleMarts.line(2, "P1", 7, "2026-03-20T10:00:00Z", true, 1, "10.00"));
            shop.apply();
            Star edited = star(dashboard("sales", "counts AND quantity > 1"));
            shop.store.aggregate(List.of(new Aggregates(edited, BERLIN, 1, Long.MAX_VALUE)));
            shop.store.build(table -> true);
            assertThat(shop.store.unbuilt()).as("built in part").containsExactly("sales");
        }
        try (LocalShop reopened = shop()) {
            assertThat(orders(reopened, reopened.star)).isEqualTo(2L);
        }
    }

    private LocalShop shop() {
        return new LocalShop(directory, SampleMarts.salesDashboard(), BERLIN, CLOCK);
    }

    private static Aggregates aggregates(Star star) {
        return new Aggregates(star, BERLIN);
    }

    private static void sold(LocalShop shop, long order) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.line(order, "P1", 7, "2026-04-01T10:00:00Z", true, 1, "10.00"));
        shop.apply();
    }

    private static Object orders(LocalShop shop, Star star) {
        Optional<Aggregates> sums = shop.store.current(star.dashboard().name());
        assertThat(sums).isPresent();
        Question total = Question.parse(star.dashboard(), Map.of("from", List.of("2026-01-01")), BERLIN, CLOCK);
        return new Answers(shop.database, BERLIN)
                .numbers(new Answers.Subject(star, sums, 1), total)
                .rows()
                .get(0)
                .get("orders");
    }

    private static Star star(Dashboard dashboard) {
        var problems = new Problems();
        Optional<Star> star = Star.of(dashboard, SampleMarts.ALL, List.of(SampleMarts.REGIONS), BERLIN, problems);
        problems.orThrow();
        return star.orElseThrow();
    }

    private static Dashboard dashboard(String name, String where) {
        Dashboard of = SampleMarts.salesDashboard();
        return new Dashboard(
                name,
                of.title(),
                of.mart(),
                of.also(),
                of.time(),
                where,
                of.entity(),
                of.currency(),
                of.rangeDays(),
                of.otherwise(),
                of.measures(),
                of.dimensions(),
                of.campaigns(),
                of.rates(),
                of.place());
    }
}
