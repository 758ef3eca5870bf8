package shopstream.demo.market;

import java.time.Instant;
import java.util.Set;

/**
 * One time that a campaign runs.
 *
 * @param to exclusive
 * @param countries names of those that take part; empty: all
 * @param lines names of the product lines it is about; empty: all
 */
public record Campaign(String name, Instant from, Instant to, Set<String> countries, Set<String> lines) {

    public Campaign {
        countries = Set.copyOf(countries);
        lines = Set.copyOf(lines);
    }
}
