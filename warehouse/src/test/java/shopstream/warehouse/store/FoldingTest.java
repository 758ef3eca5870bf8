package shopstream.warehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;

/** The rows of one cell are put together, whenever and in whichever run they were added. */
class FoldingTest {

    private static final Instant NOW = Instant.parse("2026-04-20T12:00:00Z");
    private static final String TODAY = "2026-04-20T10:00:00Z";
    private static final int DAYS = 35;

    @TempDir
    Path directory;

    @Test
    void goesThroughAllDaysOfAnEarlierRun() {
        try (LocalShop shop = shop(Long.MAX_VALUE)) {
            for (int batch = 0; batch < 5; batch++) {
                ordersOnAllDays(shop, batch * DAYS);
            }
            assertThat(rows(shop)).as("a row for each batch").isEqualTo(5L * DAYS);
        }
        try (LocalShop shop = shop(10)) {
            ordersToday(shop, 1_000, 60);
            assertThat(rows(shop)).as("but for those of today").isEqualTo(DAYS);
            assertThat(shop.ask("from", "2026-03-01").get(0).get("orders")).isEqualTo(5L * DAYS + 60);
        }
    }

    @Test
    void goesThroughTheDaysToWhichRowsWereAdded() {
        try (LocalShop shop = shop(10)) {
            ordersOnAllDays(shop, 0);
            ordersToday(shop, 1_000, 60);
            for (int batch = 1; batch < 5; batch++) {
                ordersOnAllDays(shop, batch * DAYS);
            }
            ordersToday(shop, 2_000, 60);
            assertThat(rows(shop)).isEqualTo(DAYS);
        }
    }

    @Test
    void leavesNoRowsOfLinesWithoutADay() {
        try (LocalShop shop = shop(10)) {
            line(shop, 1, null);
            line(shop, 2, TODAY);
            shop.apply();
            assertThat(rows(shop, "day IS NULL")).isZero();
            assertThat(rows(shop, "day IS NOT NULL")).isEqualTo(1);
        }
    }

    private LocalShop shop(long unfoldedRows) {
        var shop = new LocalShop(
                directory, SampleMarts.salesDashboard(), ZoneId.of("Europe/Berlin"), Clock.fixed(NOW, ZoneOffset.UTC));
        shop.fold(unfoldedRows);
        return shop;
    }

    private static void ordersOnAllDays(LocalShop shop, int first) {
        for (int day = 1; day <= DAYS; day++) {
            line(shop, first + day, NOW.minusSeconds(day * 86_400L).toString());
        }
        shop.apply();
    }

    private static void ordersToday(LocalShop shop, int first, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            line(shop, first + batch, TODAY);
            shop.apply();
        }
    }

    private static void line(LocalShop shop, int order, String time) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.line(order, "P1", 7, time, true, 1, "10.00"));
    }

    private static long rows(LocalShop shop) {
        return rows(shop, "day < DATE '2026-04-20'");
    }

    private static long rows(LocalShop shop, String condition) {
        return shop.database.read("SELECT count(*) FROM aggregates.sales_by_day WHERE " + condition, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }
}
