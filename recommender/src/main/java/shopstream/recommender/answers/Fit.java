package shopstream.recommender.answers;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Product;
import shopstream.recommender.placements.Purpose;

/**
 * Which categories suit what a spot is for.
 *
 * @param only of which alone something is shown; of all, where it is empty
 * @param last of which something is shown only where there is nothing else
 */
record Fit(Optional<String> only, Set<String> last) {
    static final Fit ANY = new Fit(Optional.empty(), Set.of());

    /** @param cart what lies in it */
    static Fit of(Purpose purpose, Optional<String> viewing, List<String> cart, Catalog catalog) {
        return switch (purpose) {
            case ALTERNATIVES -> new Fit(viewing.flatMap(id -> category(id, catalog)), Set.of());
            case GOES_WITH -> {
                Set<String> categories = new HashSet<>();
                cart.forEach(id -> category(id, catalog).ifPresent(categories::add));
                yield new Fit(Optional.empty(), categories);
            }
            case FOR_YOU, POPULAR -> ANY;
        };
    }

    private static Optional<String> category(String id, Catalog catalog) {
        return catalog.product(id).flatMap(Product::category);
    }

    boolean forbids(Product product) {
        return only.isPresent() && !product.category().equals(only);
    }

    boolean holdsBack(Product product) {
        return !last.isEmpty() && product.category().filter(last::contains).isPresent();
    }
}
