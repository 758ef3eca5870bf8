package shopstream.recommender.answers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Popularity;
import shopstream.recommender.live.Product;

/** What is popular, worked out anew at most once a second: it is asked for far more often than it changes. */
public final class PopularNow {
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final int LONGEST = 500;
    private static final int KEPT = 1_000;

    private final Popularity popularity;
    private final Catalog catalog;
    private final LongSupplier nanoClock;
    private final Map<Asked, Ranking> rankings = new ConcurrentHashMap<>();

    private record Asked(int days, Optional<String> category) {}

    private record Ranking(long nanos, List<Product> products) {}

    /** @param nanoClock as {@link System#nanoTime} */
    public PopularNow(Popularity popularity, Catalog catalog, LongSupplier nanoClock) {
        this.popularity = popularity;
        this.catalog = catalog;
        this.nanoClock = nanoClock;
    }

    /**
     * Products that can be bought, the most wanted first; never more than five hundred.
     *
     * @param days the last so many
     * @param category of all of them
     */
    public List<Product> products(int days, Optional<String> category) {
        Asked asked = new Asked(days, category);
        long now = nanoClock.getAsLong();
        Ranking known = rankings.get(asked);
        if (known != null && now - known.nanos() < FRESH_NANOS) {
            return known.products();
        }
        if (rankings.size() > KEPT) {
            rankings.clear();
        }
        List<Product> products = popularity.best(days, item -> isWanted(item, category), LONGEST).stream()
                .flatMap(item -> catalog.product(item).stream())
                .toList();
        rankings.put(asked, new Ranking(now, products));
        return products;
    }

    private boolean isWanted(int item, Optional<String> category) {
        return catalog.product(item)
                .filter(Product::sellable)
                .filter(product -> category.isEmpty() || product.category().equals(category))
                .isPresent();
    }
}
