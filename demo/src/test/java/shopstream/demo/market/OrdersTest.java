package shopstream.demo.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private static final Instant END = Instant.parse("2026-03-18T13:37:11Z");
    private static final Instant START = END.minus(Duration.ofDays(60));
    private static final MarketingCalendar CALENDAR = new CampaignEveryTenDays();

    @Test
    void sameSeedSameOrders() {
        assertThat(orders(7, START, START.plus(Duration.ofDays(2))))
                .isEqualTo(orders(7, START, START.plus(Duration.ofDays(2))))
                .isNotEqualTo(orders(8, START, START.plus(Duration.ofDays(2))));
    }

    @Test
    void comeInOrderOfTimeAtTheDeclaredRate() {
        List<Order> orders = orders(1, END.minus(Duration.ofDays(28)), END);
        assertThat(orders).extracting(Order::time).isSorted();
        double expected = Duration.ofDays(28).toSeconds() * 0.05;
        assertThat((double) orders.size()).isBetween(expected * 0.98, expected * 1.02);
    }

    @Test
    void theFirstLiveHourIsLikeTheLastOfTheHistory() {
        // At twenty times the rate, so that chance does not hide a step.
        Market market = Market.of(20, START, END, 3, CALENDAR);
        long last = count(new Arrivals(market.rhythm(), END.minus(Duration.ofHours(1)), market.random(0)), END);
        long first = count(new Arrivals(market.rhythm(), END, market.random(9)), END.plus(Duration.ofHours(1)));
        assertThat((double) first / last).isBetween(0.8, 1.25);
    }

    @Test
    void haveAboutThreeDifferentProductsAtBelievablePrices() {
        List<Order> orders = orders(1, START, START.plus(Duration.ofDays(10)));
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.lines())
                    .isNotEmpty()
                    .extracting(Order.Line::product)
                    .doesNotHaveDuplicates();
            assertThat(order.lines()).allSatisfy(line -> {
                assertThat(line.quantity()).isBetween(1, 40);
                assertThat(line.priceCents())
                        .isBetween(
                                line.product().msrpCents() * 65 / 100,
                                line.product().msrpCents());
            });
        });
        assertThat(orders.stream()
                        .mapToInt(order -> order.lines().size())
                        .average()
                        .orElseThrow())
                .isBetween(2.7, 3.3);
    }

    @Test
    void someBuyOftenAndMostSeldom() {
        Map<Integer, Integer> byCustomer = new HashMap<>();
        orders(1, START, END).forEach(order -> byCustomer.merge(order.customerNumber(), 1, Integer::sum));
        assertThat(byCustomer.values().stream().filter(count -> count > 20).count())
                .isBetween(300L, 4_000L);
        assertThat(byCustomer.values().stream().filter(count -> count <= 3).count())
                .isGreaterThan(15_000);
    }

    @Test
    void oldOnesAreDoneAndNewOnesInProcess() {
        Market market = Market.of(0.05, START, END, 1, CALENDAR);
        var random = market.random(2);
        Map<OrderStatus, Integer> old = new HashMap<>();
        for (Order order : orders(1, START, START.plus(Duration.ofDays(20)))) {
            Fulfilment fulfilment = Fulfilment.by(END, order, random);
            old.merge(fulfilment.status(), 1, Integer::sum);
            assertThat(fulfilment.shipped().isPresent()).isEqualTo(fulfilment.status() != OrderStatus.CANCELLED);
        }
        int all = old.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(old).doesNotContainKeys(OrderStatus.IN_PROCESS, OrderStatus.ON_HOLD);
        assertThat(old.get(OrderStatus.SHIPPED)).isGreaterThan(all * 95 / 100);
        assertThat(old.get(OrderStatus.CANCELLED)).isBetween(all / 100, all * 4 / 100);
        for (Order order : orders(1, END.minus(Duration.ofHours(6)), END)) {
            assertThat(Fulfilment.by(END, order, random).status()).isIn(OrderStatus.IN_PROCESS, OrderStatus.ON_HOLD);
        }
    }

    private static List<Order> orders(long seed, Instant from, Instant to) {
        Market market = Market.of(0.05, START, END, seed, CALENDAR);
        Arrivals arrivals = new Arrivals(market.rhythm(), from, market.random(0));
        var choice = market.random(1);
        List<Order> orders = new ArrayList<>();
        for (var arrival = arrivals.next(); arrival.time().isBefore(to); arrival = arrivals.next()) {
            orders.add(market.orders().order(arrival, choice));
        }
        return orders;
    }

    private static long count(Arrivals arrivals, Instant to) {
        long count = 0;
        while (arrivals.next().time().isBefore(to)) {
            count++;
        }
        return count;
    }
}
