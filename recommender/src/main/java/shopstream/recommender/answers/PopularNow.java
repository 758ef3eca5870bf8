package shopstream.recommender.answers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private record Asked(int days, Optional<String> region, Optional<String> category) {}

    /** What was worked out last, and by when; whoever finds it too old works it out anew, and others go on with this meanwhile. */
    private static final class Ranking {
        private final AtomicBoolean renewing = new AtomicBoolean();
        private volatile long nanos;
        private volatile List<Product> products;
    }

    /** @param nanoClock as {@link System#nanoTime} */
    public PopularNow(Popularity popularity, Catalog catalog, LongSupplier nanoClock) {
        this.popularity = popularity;
        this.catalog = catalog;
        this.nanoClock = nanoClock;
    }

    /** Of all regions. */
    public List<Product> products(int days, Optional<String> category) {
        return products(days, Optional.empty(), category);
    }

    /**
     * Products that can be bought, the most wanted first; never more than five hundred.
     *
     * @param days the last so many
     * @param region in which they are bought; everywhere, where it is empty
     * @param category of all of them
     */
    public List<Product> products(int days, Optional<String> region, Optional<String> category) {
        boolean isUnknown = category.isPresent() && !catalog.hasCategory(category.get())
                || region.isPresent() && popularity.in(region.get()).isEmpty();
        if (isUnknown) {
            return List.of();
        }
        if (rankings.size() > KEPT) {
            rankings.clear();
        }
        Ranking ranking = rankings.computeIfAbsent(new Asked(days, region, category), first -> new Ranking());
        boolean isOld = ranking.products == null || nanoClock.getAsLong() - ranking.nanos >= FRESH_NANOS;
        if (isOld && ranking.renewing.compareAndSet(false, true)) {
            try {
                ranking.products = ranked(days, region, category);
                ranking.nanos = nanoClock.getAsLong();
            } finally {
                ranking.renewing.set(false);
            }
        }
        List<Product> known = ranking.products;
        return known == null ? List.of() : known;
    }

    private List<Product> ranked(int days, Optional<String> region, Optional<String> category) {
        Popularity there = region.flatMap(popularity::in).orElse(popularity);
        return there.best(days, item -> isWanted(item, category), LONGEST).stream()
                .flatMap(item -> catalog.product(item).stream())
                .toList();
    }

    private boolean isWanted(int item, Optional<String> category) {
        return catalog.product(item)
                .filter(Product::sellable)
                .filter(product -> category.isEmpty() || product.category().equals(category))
                .isPresent();
    }
}
