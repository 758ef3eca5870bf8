package shopstream.recommender.live;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import shopstream.recommender.taste.ContentFeatures;

/**
 * What a shop says of its products before anybody had to do with them: category, brand and the words of the name, of which rare ones
 * count more. What is said of one product alone likens it to none, what is said of all likens it to everything, and both are left out.
 */
public final class ProductContent {
    /** Each product is compared with all that are known; of more of them that takes longer than it is worth. */
    public static final int PRODUCTS_MOST = 20_000;

    private static final int TERMS_MOST = 128;
    private static final int FEWEST_WITH_TERM = 2;

    private ProductContent() {}

    /**
     * The features of products; empty where nothing is said that two of them have in common.
     *
     * @param products in the order of the items; empty for one of which the shop says nothing any more
     */
    public static Optional<ContentFeatures> of(List<Optional<Product>> products) {
        Map<String, Integer> counts = new TreeMap<>();
        products.forEach(product -> terms(product).forEach(term -> counts.merge(term, 1, Integer::sum)));
        long known = products.stream().filter(Optional::isPresent).count();
        Map<String, Integer> places = places(counts, known);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        int width = places.size();
        float[] values = new float[products.size() * width];
        for (int item = 0; item < products.size(); item++) {
            for (String term : terms(products.get(item))) {
                Integer place = places.get(term);
                if (place != null) {
                    values[item * width + place] = (float) Math.log((double) known / counts.get(term));
                }
            }
        }
        return Optional.of(new ContentFeatures(width, values).atLengthOne());
    }

    /** The terms that most products have, each with its place. */
    private static Map<String, Integer> places(Map<String, Integer> counts, long known) {
        Map<String, Integer> places = new LinkedHashMap<>();
        counts.entrySet().stream()
                .filter(term -> term.getValue() >= FEWEST_WITH_TERM && term.getValue() < known)
                .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
                .limit(TERMS_MOST)
                .forEach(term -> places.put(term.getKey(), places.size()));
        return places;
    }

    private static Set<String> terms(Optional<Product> product) {
        Set<String> terms = new HashSet<>();
        product.ifPresent(known -> {
            known.category().ifPresent(category -> terms.add("category " + category));
            known.brand().ifPresent(brand -> terms.add("brand " + brand));
            words(known.name()).forEach(terms::add);
        });
        return terms;
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty());
    }
}
