package shopstream.recommender.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who asks for recommendations, and where they are.
 *
 * @param user a customer who is known to be this one
 * @param browser by what the tracker made up for it
 * @param cart what the page says lies in the cart, beside what events have told
 * @param viewing the product whose page it is
 * @param placement the spot on the page, by its name
 * @param region where the page says the visitor is; what the shop has written down of a customer comes first
 * @param most so many products
 * @param deadline after which another answer is given than the one that is being worked out
 */
public record Request(
        Optional<String> user,
        Optional<String> browser,
        List<String> cart,
        Optional<String> viewing,
        Optional<String> placement,
        Optional<String> region,
        int most,
        Duration deadline,
        Instant now) {
    public Request {
        cart = List.copyOf(cart);
    }

    /** For no spot in particular, by a visitor of whom the page does not say where they are. */
    public Request(
            Optional<String> user,
            Optional<String> browser,
            List<String> cart,
            Optional<String> viewing,
            int most,
            Duration deadline,
            Instant now) {
        this(user, browser, cart, viewing, Optional.empty(), Optional.empty(), most, deadline, now);
    }

    /** The same of a customer who is known to be this one. */
    public Request by(String known) {
        return new Request(Optional.of(known), browser, cart, viewing, placement, region, most, deadline, now);
    }

    /** The same for so many products. */
    Request upTo(int products) {
        return new Request(user, browser, cart, viewing, placement, region, products, deadline, now);
    }
}
