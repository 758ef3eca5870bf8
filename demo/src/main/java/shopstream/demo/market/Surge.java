package shopstream.demo.market;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A time of unusual demand: for one product, one line, or some countries.
 *
 * @param name of the campaign; empty where demand rose by itself
 * @param lift how many times the ordinary
 * @param countries that take part; empty: all
 * @param line that is asked for; empty: everything, or one product
 */
public record Surge(
        Optional<String> name,
        Instant from,
        Instant to,
        double lift,
        Set<Country> countries,
        Optional<ProductLine> line,
        Optional<Product> product) {

    boolean holds(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    boolean reaches(Country country) {
        return countries.isEmpty() || countries.contains(country);
    }

    /** Whether it is about some products only, so that it brings orders for these beside the ordinary ones. */
    boolean hasTheme() {
        return line.isPresent() || product.isPresent();
    }
}
