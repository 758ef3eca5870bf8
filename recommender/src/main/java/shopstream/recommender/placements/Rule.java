package shopstream.recommender.placements;

import java.time.Instant;
import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * What the shop wants of some products in a placement.
 *
 * @param name by which answers say that it acted
 * @param of the products it is about
 * @param from when it begins; always, where nothing is said
 * @param until from when on it holds no longer
 */
public record Rule(
        String name, Action action, Selection of, Optional<Instant> from, Optional<Instant> until, Place place) {

    /** Whether it holds at that moment. */
    public boolean isInForce(Instant now) {
        return from.map(begin -> !now.isBefore(begin)).orElse(true)
                && until.map(now::isBefore).orElse(true);
    }
}
