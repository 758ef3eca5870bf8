package shopstream.recommender.declared;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For how long a product that a customer bought is not recommended to them.
 *
 * @param otherwise in all categories but those
 * @param inCategories by category; zero in those of what is used up
 */
public record BoughtAgain(Duration otherwise, Map<String, Duration> inCategories) {
    public BoughtAgain {
        inCategories = Map.copyOf(inCategories);
    }

    /** @param consumables categories of what is used up, and bought again at any time */
    static BoughtAgain of(Duration otherwise, Set<String> consumables) {
        Map<String, Duration> atOnce = new HashMap<>();
        consumables.forEach(category -> atOnce.put(category, Duration.ZERO));
        return new BoughtAgain(otherwise, atOnce);
    }

    /** After how long a product of a category may be recommended again. */
    public Duration after(Optional<String> category) {
        return category.map(inCategories::get).orElse(otherwise);
    }
}
