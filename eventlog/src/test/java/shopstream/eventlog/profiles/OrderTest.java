package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final long NOON = Happening.BEGIN + Happening.DAY / 2;

    private final Happening happening = new Happening();
    private final Visitors visitors = new Visitors();

    @Test
    void aBrowserOnWhichNobodySignedInIsWhoseTheOrderIsInTheDatabase() {
        visitors.add(happening.viewed(null, "b", "P1", NOON));
        visitors.add(happening.ordered("17", "b", "P2", NOON + 5));
        assertThat(visitors.ofUser("7").isEmpty()).isTrue();
        visitors.add(sale("17", "7", "P2", NOON + 4));

        assertThat(visitors.userOf("b", NOON + 5)).contains("7");
        assertThat(visitors.ofUser("7").interests(9)).containsExactly("P1", "P2");
    }

    @Test
    void itIsAllTheSameWhichOfBothIsHeardFirst() {
        visitors.add(sale("17", "7", "P2", NOON + 4));
        visitors.add(happening.ordered("17", "b", "P2", NOON + 5));
        visitors.add(happening.viewed(null, "b", "P1", NOON));

        assertThat(visitors.ofUser("7").interests(9)).containsExactly("P1", "P2");
        assertThat(visitors.browsersOf("7")).containsExactly("b");
    }

    @Test
    void whatAnotherOrderIsCalledJoinsNobody() {
        visitors.add(sale("17", "7", "P2", NOON));
        visitors.add(happening.ordered("18", "b", "P2", NOON));

        assertThat(visitors.userOf("b", NOON)).isEmpty();
    }

    @Test
    void ofAnOrderThatManyBrowsersNameOnlyTheEarliestAreBelieved() {
        visitors.add(sale("17", "7", "P2", NOON));
        for (int i = 0; i < 80; i++) {
            visitors.add(happening.ordered("17", "b" + i, "P2", NOON + i));
        }
        assertThat(visitors.browsersOf("7")).hasSize(Order.MOST_BROWSERS).contains("b0", "b49");
    }

    @Test
    void ordersOfWhichNoEventToldAreCounted() {
        visitors.add(sale("1", "7", "P1", NOON));
        visitors.add(sale("1", "7", "P2", NOON));
        visitors.add(sale("2", "8", "P1", NOON + 10));
        visitors.add(sale("3", "8", "P1", NOON + 20));
        visitors.add(happening.ordered("2", "b", "P1", NOON + 10));
        visitors.add(happening.ordered("4", "b", "P1", NOON + 10));

        assertThat(visitors.orders(NOON, NOON + 15)).isEqualTo(new Visitors.OrdersTold(2, 1));
        assertThat(visitors.orders(NOON + 1, NOON + 100)).isEqualTo(new Visitors.OrdersTold(2, 1));
    }

    @Test
    void whatIsOlderThanAnEventMayBeIsNotKept() {
        visitors.forgetOrders(NOON + Order.KEPT.toMillis());
        visitors.add(sale("1", "7", "P1", NOON));
        visitors.add(sale("2", "7", "P1", NOON + 1));
        assertThat(visitors.orders(0, Long.MAX_VALUE).orders()).isOne();
        visitors.forgetOrders(NOON + 1 + Order.KEPT.toMillis());
        assertThat(visitors.orders(0, Long.MAX_VALUE).orders()).isZero();
    }

    @Test
    void anOrderIsReadBackEqual() {
        Order order = Order.UNKNOWN
                .with(happening.ordered("17", "b", "P2", NOON))
                .with(happening.ordered("17", "c", "P2", NOON + 1));
        assertThat(ProfileBytes.order(ProfileBytes.of(order))).isEqualTo(order);
        Order whose = order.with(sale("17", "7", "P2", NOON));
        assertThat(ProfileBytes.order(ProfileBytes.of(whose))).isEqualTo(whose).isNotEqualTo(order);
    }

    @Test
    void inWhateverOrderAllIsHeardTheBrowsersAreTheSameCustomers() {
        Random random = new Random(11);
        List<Consumer<Visitors>> heard = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String order = "o" + i;
            String browser = "b" + random.nextInt(60);
            long millis = NOON + random.nextInt(100_000);
            VisitorEvent event = happening.ordered(order, browser, "P1", millis);
            heard.add(by -> by.add(event));
            VisitorEvent view = happening.viewed(null, browser, "P" + random.nextInt(9), millis - 50);
            heard.add(by -> by.add(view));
            Sale sale = sale(order, "c" + random.nextInt(20), "P1", millis - 1);
            heard.add(by -> by.add(sale));
        }
        heard.forEach(each -> each.accept(visitors));
        Visitors others = new Visitors();
        Collections.shuffle(heard, random);
        heard.forEach(each -> each.accept(others));
        heard.forEach(each -> each.accept(others));
        assertThat(trails(others)).isEqualTo(trails(visitors));
    }

    private static List<Trail> trails(Visitors visitors) {
        List<Trail> trails = new ArrayList<>();
        for (int customer = 0; customer < 20; customer++) {
            trails.add(visitors.ofUser("c" + customer));
        }
        return trails;
    }

    private static Sale sale(String order, String customer, String product, long millis) {
        return new Sale(order, Optional.of(customer), product, 1, millis, Optional.empty());
    }
}
