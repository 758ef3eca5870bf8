package shopstream.recommender.own;

import java.util.List;
import java.util.Optional;

/**
 * Of whom recommendations are asked, as far as it is known at this moment.
 *
 * @param customer who has shown who they are
 * @param recent products that they did something with, each once, the newest last
 * @param cart products that lie in the cart
 */
public record Situation(Optional<String> customer, List<String> recent, List<String> cart) {
    public Situation {
        recent = List.copyOf(recent);
        cart = List.copyOf(cart);
    }

    /** Whether nothing at all is known. */
    public boolean isUnknown() {
        return customer.isEmpty() && recent.isEmpty() && cart.isEmpty();
    }
}
