package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.warehouse.LocalShop;

/** Amounts of several currencies: converted at the rate of the order's day in the shop's zone, or told apart. */
class CurrenciesTest extends ForeignSales {
    @Test
    void anAmountIsWorthTheRateOfItsDayInTheShopsZone() {
        try (var shop = shop(RATES)) {
            sell(shop, 1, "EUR", "2026-04-08T18:29:59.999Z", 1, 1, "10.00");
            sell(shop, 2, "EUR", "2026-04-08T18:30:00Z", 1, 1, "10.00");
            sell(shop, 3, "USD", "2026-04-08T18:30:00Z", 2, 2, "0.50");
            shop.apply();
            assertThat(shop.ask("grain", "day"))
                    .extracting(
                            row -> row.get("time").toString(),
                            row -> row.get("revenue").toString())
                    .containsExactly(tuple("2026-04-07T18:30:00Z", "11.00"), tuple("2026-04-08T18:30:00Z", "13.35"));
            assertThat(shop.ask("grain", "hour", "from", "2026-04-08", "to", "2026-04-10"))
                    .extracting(
                            row -> row.get("time").toString(),
                            row -> row.get("revenue").toString())
                    .containsExactly(tuple("2026-04-08T17:30:00Z", "11.00"), tuple("2026-04-08T18:30:00Z", "13.35"));
            assertThat(shop.ask("by", "country").toString()).contains("revenue=23.35", "revenue=1.00");
            assertThat(shop.numbers().unconverted()).isEmpty();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void roundingIsOnceAtTheEnd() {
        try (var shop = shop(RATES)) {
            for (int order = 1; order <= 1000; order++) {
                sell(shop, order, "JPY", "2026-04-09T10:00:00Z", 2, 1, "1");
            }
            shop.apply();
            assertThat(shop.ask().get(0).get("revenue")).hasToString("6.54");
            assertThat(shop.ask().get(0).get("averageOrder")).hasToString("0.01");
        }
    }

    @Test
    void whatHasNoRateIsToldInItsOwnCurrencyAndNotAdded() {
        try (var shop = shop(RATES)) {
            sell(shop, 1, "EUR", "2026-04-09T10:00:00Z", 1, 1, "10.00");
            sell(shop, 2, "CHF", "2026-04-09T10:00:00Z", 1, 3, "7.05");
            sell(shop, 3, "CHF", "2026-04-09T11:00:00Z", 1, 1, "0.01");
            sell(shop, 4, null, "2026-04-09T10:00:00Z", 2, 1, "5.00");
            sell(shop, 5, "EUR", "2026-03-31T10:00:00Z", 1, 1, "9.00");
            shop.apply();
            assertThat(shop.ask().get(0)).hasToString("{revenue=12.35, orders=5, units=7, averageOrder=12.35}");
            assertThat(shop.numbers().unconverted()).hasToString("""
                    [{currency=CHF, revenue=21.16, orders=2, units=4, averageOrder=10.58}, \
                    {currency=EUR, revenue=9.00, orders=1, units=1, averageOrder=9.00}, \
                    {currency=null, revenue=5.00, orders=1, units=1, averageOrder=5.00}]""");
            assertThat(shop.numbers("country", "Japan").unconverted()).hasSize(1);
            assertThat(shop.numbers("category", "Trains").unconverted()).isEmpty();
            String[] byHour = {"grain", "hour", "zone", "Asia/Kathmandu", "from", "2026-04-09", "to", "2026-04-10"};
            assertThat(shop.numbers(byHour).unconverted()).hasSize(2);
        }
    }

    @Test
    void aNewestOrderWithoutARateSaysItsAmountInItsOwnCurrency() {
        try (var shop = shop(RATES)) {
            sell(shop, 1, "EUR", "2026-04-09T10:00:00Z", 1, 1, "10.00");
            sell(shop, 2, "CHF", "2026-04-09T11:00:00Z", 1, 3, "7.05");
            shop.apply();
            var latest = new Latest(shop.database, shop.answers);
            assertThat(latest.of(shop.subject(), shop.question(), 10))
                    .hasToString("[{order=2, time=2026-04-09T11:00:00Z, region=EMEA, country=Germany, lines=1, "
                            + "revenue=null, units=3, unconverted=[{currency=CHF, revenue=21.15, units=3}]}, "
                            + "{order=1, time=2026-04-09T10:00:00Z, region=EMEA, country=Germany, lines=1, "
                            + "revenue=12.35, units=1}]");
        }
    }

    @Test
    void theViewsGiveTheSameNumbers() {
        try (var shop = shop(RATES)) {
            sell(shop, 1, "EUR", "2026-04-09T10:00:00Z", 1, 1, "10.00");
            sell(shop, 2, "CHF", "2026-04-09T11:00:00Z", 1, 3, "7.05");
            shop.apply();
            assertThat(text(shop, "SELECT revenue || ' ' || orders FROM sales_by_day"))
                    .isEqualTo("12.35 2");
            assertThat(new BigDecimal(text(shop, "SELECT sum(quantity * price * reporting_rate) FROM sales")))
                    .isEqualByComparingTo("12.345");
        }
    }

    private static String text(LocalShop shop, String sql) {
        return shop.database.read(sql, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    @Test
    void aChangedRateIsInAllFiguresFromTheNextStartOn() {
        try (var shop = shop(RATES)) {
            sell(shop, 1, "EUR", "2026-04-09T10:00:00Z", 1, 1, "10.00");
            sell(shop, 2, "CHF", "2026-04-09T11:00:00Z", 1, 3, "7.05");
            shop.apply();
            assertThat(shop.ask().get(0).get("revenue")).hasToString("12.35");
        }
        var rates = new ArrayList<>(RATES);
        rates.set(1, List.of("EUR", "2026-04-09", "2"));
        rates.add(List.of("CHF", "2026-01-01", "1.000000000001"));
        try (var shop = shop(rates)) {
            assertThat(shop.ask().get(0).get("revenue")).hasToString("41.15");
            assertThat(shop.askLines()).isEqualTo(shop.ask());
            assertThat(shop.numbers().unconverted()).isEmpty();
        }
    }
}
