package shopstream.recommender.answers;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Product;

/**
 * What may be shown to a visitor, wherever and by whatever rules: products that can be bought now, that they have not in the
 * cart, have not just looked at and have not bought lately; one variant of each.
 */
final class Admission {
    /** What a visitor has looked at within this time, and so many things at most, is in their mind anyway. */
    static final Duration JUST_NOW = Duration.ofMinutes(30);

    static final int JUST_SEEN = 5;

    private final Recommending declared;
    private final long now;
    private final Map<String, Long> bought;
    private final Set<String> families = new HashSet<>();

    Admission(Recommending declared, Catalog catalog, Request request, Trail trail) {
        this.declared = declared;
        this.now = request.now().toEpochMilli();
        this.bought = trail.bought();
        Set<String> present = new HashSet<>(request.cart());
        present.addAll(trail.cart(now).keySet());
        request.viewing().ifPresent(present::add);
        present.addAll(trail.between(now - JUST_NOW.toMillis(), Long.MAX_VALUE).interests(JUST_SEEN));
        present.forEach(
                id -> families.add(catalog.product(id).map(Product::family).orElse(id)));
    }

    /** Whether the product may be shown beside those that are. */
    boolean admits(Product product) {
        return product.sellable() && !families.contains(product.family()) && !isBoughtLately(product);
    }

    /** The product is shown. */
    void take(Product product) {
        families.add(product.family());
    }

    private boolean isBoughtLately(Product product) {
        Long millis = bought.get(product.id());
        return millis != null
                && now - millis
                        < declared.boughtAgain().after(product.category()).toMillis();
    }
}
