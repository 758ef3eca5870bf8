package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dashboards;

class AnswersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private LocalShop shop(Dashboard dashboard, ZoneId zone) {
        var shop = new LocalShop(directory, dashboard, zone, CLOCK);
        shop.add("customers", SampleMarts.customerKey(1), SampleMarts.customer(1, "Germany"));
        shop.add("customers", SampleMarts.customerKey(2), SampleMarts.customer(2, "Atlantis"));
        shop.add(
                "products",
                SampleMarts.productKey("P1"),
                SampleMarts.product("P1", "Rocket", "Planes", "0.05", "Acme"));
        shop.add("products", SampleMarts.productKey("P2"), SampleMarts.product("P2", "Tram", "Trains", "1.00", "Acme"));
        return shop;
    }

    private static void sell(
            LocalShop shop, long order, String product, long customer, String time, long quantity, String price) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, product),
                SampleMarts.line(order, product, customer, time, true, quantity, price));
    }

    @Test
    void figuresAreExactAndOrdersAreCountedOnce() {
        try (var shop = shop(SampleMarts.salesDashboard(), ZoneOffset.UTC)) {
            sell(shop, 1, "P1", 1, "2026-04-09T10:00:00Z", 3, "0.10");
            sell(shop, 1, "P2", 1, "2026-04-09T10:00:00Z", 1, "2.00");
            sell(shop, 2, "P2", 2, "2026-04-10T10:00:00Z", 1, "2.00");
            shop.apply();
            assertThat(shop.ask().get(0)).hasToString("{revenue=4.30, orders=2, units=5, averageOrder=2.15}");
            assertThat(shop.ask("by", "region"))
                    .hasToString("[{region=(none), revenue=2.00, orders=1, units=1, averageOrder=2.00}, "
                            + "{region=EMEA, revenue=2.30, orders=1, units=4, averageOrder=2.30}]");
            assertThat(shop.ask("by", "product", "category", "Planes"))
                    .hasToString(
                            "[{product=P1, productName=Rocket, revenue=0.30, orders=1, units=3, averageOrder=0.30}]");
            assertThat(shop.ask("category", "Planes", "category", "Trains")
                            .get(0)
                            .get("orders"))
                    .isEqualTo(2L);
        }
    }

    @Test
    void anEmptyRangeIsZeroAndNamesTheLastSale() {
        try (var shop = shop(SampleMarts.salesDashboard(), ZoneOffset.UTC)) {
            sell(shop, 1, "P1", 1, "2025-01-05T00:00:00Z", 3, "0.10");
            shop.apply();
            Answers.Numbers numbers = shop.numbers();
            assertThat(numbers.rows()).hasToString("[{revenue=0.00, orders=0, units=0, averageOrder=null}]");
            assertThat(numbers.lastSale()).contains(Instant.parse("2025-01-05T00:00:00Z"));
            assertThat(shop.numbers("from", "2025-01-01", "to", "2025-02-01").hasHours())
                    .isFalse();
            assertThat(shop.numbers("region", "NA").lastSale()).isEmpty();
        }
    }

    @Test
    void daysAndHoursAreThoseOfTheZoneAlsoWhenClocksChange() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        try (var shop = shop(SampleMarts.salesDashboard(), berlin)) {
            sell(shop, 1, "P1", 1, "2025-10-26T00:30:00Z", 1, "1.00");
            sell(shop, 2, "P1", 1, "2025-10-26T01:30:00Z", 1, "1.00");
            sell(shop, 3, "P1", 1, "2025-10-26T22:59:59Z", 1, "1.00");
            sell(shop, 4, "P1", 1, "2025-10-26T23:00:00Z", 1, "1.00");
            shop.apply();
            String[] days = {"grain", "day", "from", "2025-10-26", "to", "2025-10-28"};
            assertThat(shop.ask(days))
                    .extracting(r -> r.get("time"), r -> r.get("orders"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Instant.parse("2025-10-25T22:00:00Z"), 3L),
                            org.assertj.core.groups.Tuple.tuple(Instant.parse("2025-10-26T23:00:00Z"), 1L));
            assertThat(shop.ask(days)).isEqualTo(shop.askLines(days));
            assertThat(shop.ask("grain", "hour", "from", "2025-10-26", "to", "2025-10-27"))
                    .extracting(r -> r.get("time").toString())
                    .containsExactly("2025-10-26T00:00:00Z", "2025-10-26T01:00:00Z", "2025-10-26T22:00:00Z");
            assertThat(shop.ask("grain", "day", "from", "2025-10-26", "to", "2025-10-28", "zone", "Asia/Kolkata"))
                    .extracting(r -> r.get("time").toString())
                    .containsExactly("2025-10-25T18:30:00Z", "2025-10-26T18:30:00Z");
        }
    }

    @Test
    void aNewDimensionAndMeasureNeedOnlyTheirDeclaration() throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        String extended = shipped.replace("\n# In drill order.", """

                  - name: margin
                    title: Margin
                    expression: sum(quantity * (price - products.buy_price))
                    unit: currency
                    decimals: 2
                    definition: What remains after buying.

                # In drill order.""").concat("""
                  - name: vendor
                    title: Vendor
                    expression: products.vendor
                    group: goods
                """);
        Path declared = Files.createDirectory(directory.resolve("dashboards"));
        Files.writeString(declared.resolve("sales.yaml"), extended);
        var problems = new Problems();
        Dashboard dashboard = Dashboards.read(declared, problems).get(0);
        problems.orThrow();
        try (var shop = shop(dashboard, ZoneOffset.UTC)) {
            sell(shop, 1, "P1", 1, "2026-04-09T10:00:00Z", 3, "0.10");
            shop.apply();
            assertThat(shop.answers
                            .level(shop.subject(), shop.question("by", "vendor"))
                            .orElseThrow()
                            .table())
                    .isEqualTo("sales_by_day_vendor");
            List<Map<String, Object>> rows = shop.ask("by", "vendor");
            assertThat(rows).isEqualTo(shop.askLines("by", "vendor")).hasSize(1);
            assertThat(rows.get(0)).containsEntry("vendor", "Acme");
            assertThat(rows.get(0).get("margin")).hasToString("0.15");
            shop.add(
                    "products",
                    SampleMarts.productKey("P1"),
                    SampleMarts.product("P1", "Rocket", "Planes", "0.06", "Best"));
            shop.apply();
            assertThat(shop.ask("by", "vendor").get(0).get("margin")).hasToString("0.12");
            assertThat(shop.ask("by", "vendor").get(0)).containsEntry("vendor", "Best");
        }
    }

    @Test
    void theNewestOrdersComeFirst() {
        try (var shop = shop(SampleMarts.salesDashboard(), ZoneOffset.UTC)) {
            sell(shop, 1, "P1", 1, "2026-04-09T10:00:00Z", 3, "0.10");
            sell(shop, 1, "P2", 1, "2026-04-09T10:00:00Z", 1, "2.00");
            sell(shop, 2, "P2", 2, "2026-04-10T10:00:00Z", 1, "2.00");
            shop.apply();
            var latest = new Latest(shop.database, shop.answers);
            assertThat(latest.of(shop.subject(), shop.question(), 10))
                    .hasToString(
                            "[{order=2, time=2026-04-10T10:00:00Z, region=(none), country=Atlantis, lines=1, revenue=2.00, units=1}, "
                                    + "{order=1, time=2026-04-09T10:00:00Z, region=EMEA, country=Germany, lines=2, revenue=2.30, units=4}]");
            assertThat(latest.of(shop.subject(), shop.question("region", "EMEA"), 1))
                    .hasSize(1);
        }
    }

    @Test
    void theViewsGiveTheSameNumbers() {
        try (var shop = shop(SampleMarts.salesDashboard(), ZoneOffset.UTC)) {
            sell(shop, 1, "P1", 1, "2026-04-09T10:00:00Z", 3, "0.10");
            sell(shop, 2, "P2", 2, "2026-04-09T11:00:00Z", 1, "2.00");
            shop.apply();
            String sums = shop.database.read("SELECT sum(revenue), sum(orders) FROM sales_by_day", rows -> {
                rows.next();
                return rows.getBigDecimal(1) + " " + rows.getLong(2);
            });
            assertThat(sums).isEqualTo("2.30 2");
            long lines = shop.database.read("SELECT count(*) FROM sales WHERE region = 'EMEA'", rows -> {
                rows.next();
                return rows.getLong(1);
            });
            assertThat(lines).isEqualTo(1);
        }
    }
}
