package shopstream.recommender.placements;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import shopstream.recommender.live.Product;

/**
 * Which products: those of which all holds that is said. Of a list one has to hold; what is empty says nothing. A product of
 * which the shop does not know what is asked for, such as its brand, is none of them.
 *
 * @param products by their ids
 * @param price in the shop's currency
 * @param margin in percent of the price
 * @param ageDays since the product is sold
 */
public record Selection(
        Set<String> products,
        Set<String> brands,
        Set<String> categories,
        Optional<Bounds> price,
        Optional<Bounds> margin,
        Optional<Bounds> ageDays) {
    public Selection {
        // In the order of the file, which is the one in which they are pinned.
        products = Collections.unmodifiableSet(new LinkedHashSet<>(products));
        brands = Set.copyOf(brands);
        categories = Set.copyOf(categories);
    }

    /** Whether nothing is said, so that every product would be one of them. */
    boolean isOpen() {
        return products.isEmpty()
                && brands.isEmpty()
                && categories.isEmpty()
                && price.isEmpty()
                && margin.isEmpty()
                && ageDays.isEmpty();
    }

    /** Whether the product is one of them. */
    public boolean has(Product product, Instant now) {
        return (products.isEmpty() || products.contains(product.id()))
                && isOneOf(categories, product.category())
                && isOneOf(brands, product.brand())
                && price.map(bounds -> product.price().filter(bounds::hold).isPresent())
                        .orElse(true)
                && margin.map(bounds -> product.margin().filter(bounds::hold).isPresent())
                        .orElse(true)
                && ageDays.map(bounds ->
                                product.ageDays(now).filter(bounds::hold).isPresent())
                        .orElse(true);
    }

    private static boolean isOneOf(Set<String> wanted, Optional<String> is) {
        return wanted.isEmpty() || is.filter(wanted::contains).isPresent();
    }
}
