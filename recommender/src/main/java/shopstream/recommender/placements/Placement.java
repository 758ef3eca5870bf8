package shopstream.recommender.placements;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * A spot on a page.
 *
 * @param name by which a page asks for it
 * @param description in the shop's words
 * @param products how many, where a request does not say
 * @param recommender one of the shop's own that is asked before others
 * @param only the products of which alone something is shown; all, where nothing is said
 */
public record Placement(
        String name,
        Purpose shows,
        Optional<String> description,
        int products,
        Optional<String> recommender,
        Optional<Selection> only,
        List<Rule> rules,
        Place place) {
    public Placement {
        rules = List.copyOf(rules);
    }

    /** The rules that hold at that moment, in the order of the file. */
    public List<Rule> inForce(Instant now) {
        return rules.stream().filter(rule -> rule.isInForce(now)).toList();
    }
}
