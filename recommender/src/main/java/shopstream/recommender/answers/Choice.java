package shopstream.recommender.answers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.Product;

/**
 * What may be in one answer: products that can be bought now, that this visitor has not in the cart, has not just looked at,
 * and has not bought lately; and not all of one category.
 */
final class Choice {
    /** What a visitor has looked at within this time, and so many things at most, is in their mind anyway. */
    static final Duration JUST_NOW = Duration.ofMinutes(30);

    static final int JUST_SEEN = 5;

    private final Recommending declared;
    private final Request request;
    private final Set<String> present;
    private final Map<String, Long> bought;
    private final Map<String, Integer> ofCategories = new HashMap<>();
    private final List<Product> taken = new ArrayList<>();
    private final List<Product> tooAlike = new ArrayList<>();

    Choice(Recommending declared, Request request, Trail trail) {
        this.declared = declared;
        this.request = request;
        this.bought = trail.bought();
        this.present = new HashSet<>(request.cart());
        present.addAll(trail.cart(request.now().toEpochMilli()).keySet());
        request.viewing().ifPresent(present::add);
        present.addAll(trail.between(request.now().minus(JUST_NOW).toEpochMilli(), Long.MAX_VALUE)
                .interests(JUST_SEEN));
    }

    /** Whether there are as many as are asked for. */
    boolean isFull() {
        return taken.size() >= request.most();
    }

    /** Takes a product that was chosen before. */
    void keep(Product product) {
        product.category().ifPresent(category -> ofCategories.merge(category, 1, Integer::sum));
        present.add(product.id());
        taken.add(product);
    }

    /** Takes a product, the best first, if it may be in the answer. */
    void offer(Product product) {
        if (isFull() || !product.sellable() || present.contains(product.id()) || isBoughtLately(product)) {
            return;
        }
        if (isTooMany(product)) {
            tooAlike.add(product);
            return;
        }
        keep(product);
    }

    /** What was taken; filled up with what was left out for being too alike, where there is nothing else. */
    List<Product> products() {
        for (Product product : tooAlike) {
            if (!isFull() && present.add(product.id())) {
                taken.add(product);
            }
        }
        return taken;
    }

    private boolean isBoughtLately(Product product) {
        Long millis = bought.get(product.id());
        return millis != null
                && product.category().filter(declared.consumables()::contains).isEmpty()
                && Duration.ofMillis(request.now().toEpochMilli() - millis).compareTo(declared.boughtAgainAfter()) < 0;
    }

    private boolean isTooMany(Product product) {
        Optional<Integer> others = product.category().map(category -> ofCategories.getOrDefault(category, 0));
        return others.isPresent() && others.get() >= mostOfOne(request.most());
    }

    /** How many of one category there may be among so many, as long as there are others. */
    private static int mostOfOne(int products) {
        return Math.max(1, (products + 1) / 2);
    }

    /** Whether an answer of so many has as many of a product's category as it may. */
    static boolean isFullOf(Product product, Answer answer, int most) {
        return product.category().isPresent()
                && answer.items().stream()
                                .filter(item -> item.product().category().equals(product.category()))
                                .count()
                        >= mostOfOne(most);
    }
}
