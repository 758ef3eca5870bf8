package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import shopstream.demo.traffic.Checkout;

class StoreOrderTest {
    private static StoreOrder read(String body) {
        return StoreOrder.read(Json.object(body.replace('\'', '"')));
    }

    private static void assertRefused(String body, String why) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(HttpProblem.class).hasMessageContaining(why);
    }

    @Test
    void aCustomerOrdersUnderTheirNumber() {
        StoreOrder order = read("{'customer': 103, 'products': [{'id': 'S1', 'quantity': 2}]}");
        assertThat(order.customer()).isEqualTo(OptionalInt.of(103));
        assertThat(order.basket()).containsExactly(new Checkout.Wanted("S1", 2));
    }

    @Test
    void somebodyNewSaysWhoTheyAre() {
        StoreOrder order = read("{'name': ' Ada ', 'country': 'Norway', 'products': [{'id': 'S1', 'quantity': 1}]}");
        assertThat(order.customer()).isEmpty();
        assertThat(order.name()).isEqualTo("Ada");
        assertThat(order.country()).isEqualTo("Norway");
    }

    @Test
    void whatCannotBeOrderedIsRefusedWithTheReason() {
        assertRefused("{'customer': 103}", "no `products`");
        assertRefused("{'customer': 103, 'products': [{'quantity': 1}]}", "no `id`");
        assertRefused("{'customer': 103, 'products': [{'id': 'S1', 'quantity': 0}]}", "wants 0 pieces");
        assertRefused("{'customer': 103, 'products': [{'id': 'S1', 'quantity': 100}]}", "wants 100 pieces");
        assertRefused("{'customer': 103, 'products': [{'id': 'S1', 'quantity': 'many'}]}", "\"many\" pieces");
        assertRefused(
                "{'customer': 1, 'products': [{'id': 'S1', 'quantity': 1}, {'id': 'S1', 'quantity': 1}]}", "twice");
        assertRefused("{'products': [{'id': 'S1', 'quantity': 1}]}", "neither");
        assertRefused("{'name': '" + "a".repeat(51) + "', 'products': [{'id': 'S1', 'quantity': 1}]}", "50 characters");
    }
}
