package shopstream.recommender.answers;

import java.util.List;
import shopstream.recommender.live.Product;

/**
 * A product that is recommended.
 *
 * @param score between 0 and 1; those of one answer can be compared
 * @param reason in words
 * @param rules the names of the placement's rules that put it where it is
 */
public record Suggestion(Product product, double score, String reason, List<String> rules) {
    public Suggestion {
        rules = List.copyOf(rules);
    }

    /** Where it is without a rule. */
    public Suggestion(Product product, double score, String reason) {
        this(product, score, reason, List.of());
    }
}
