package shopstream.recommender.answers;

import java.util.List;
import java.util.Locale;
import shopstream.recommender.live.Product;

/**
 * What somebody would be recommended now, and what not.
 *
 * @param answer with the reason of each product
 * @param leftOut products that could be expected there, and the rule that keeps them out
 */
public record Explanation(Answer answer, List<LeftOut> leftOut) {
    public Explanation {
        leftOut = List.copyOf(leftOut);
    }

    /** A product that is not in the answer. */
    public record LeftOut(Product product, Rule rule) {}

    /** Why a product is not in an answer. */
    public enum Rule {
        IN_THE_CART("It lies in the cart"),
        VIEWED_NOW("Its page is being looked at"),
        JUST_SEEN("It was looked at a moment ago"),
        BOUGHT_LATELY("It was bought lately"),
        NOT_SOLD("It is out of stock, or no longer sold"),
        TOO_MANY_OF_ITS_CATEGORY("Enough of its category are there"),
        OTHERS_COME_FIRST("Others come before it"),
        NOTHING_LEADS_TO_IT("Nothing that is known of the visitor leads to it");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** As the API calls it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
