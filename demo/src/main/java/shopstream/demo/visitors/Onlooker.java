package shopstream.demo.visitors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Catalogue;
import shopstream.demo.market.Product;

/**
 * How somebody looks at a list of products: from the left, with less and less attention, and clicking what they like. What they
 * like is hidden; what they click is what anybody learns of it.
 */
final class Onlooker {
    /** How much less the next place is looked at. */
    private static final double WEARY = 0.3;

    private final Map<String, Product> products = new HashMap<>();

    Onlooker(Catalogue catalogue) {
        catalogue.products().forEach(product -> products.put(product.code(), product));
    }

    Product product(String code) {
        return products.get(code);
    }

    /** How likely something of a list is clicked. @param codes of products, in their order */
    double clickProbability(Taste taste, List<String> codes) {
        double nothing = 1;
        for (int place = 0; place < codes.size(); place++) {
            nothing *= 1 - likes(taste, codes.get(place), place);
        }
        return 1 - nothing;
    }

    /** The place of what is clicked; empty where nothing is. */
    OptionalInt click(Taste taste, List<String> codes, RandomGenerator random) {
        for (int place = 0; place < codes.size(); place++) {
            if (random.nextDouble() < likes(taste, codes.get(place), place)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    private double likes(Taste taste, String code, int place) {
        Product product = products.get(code);
        return product == null ? 0 : taste.appeal(product) / (1 + WEARY * place);
    }
}
