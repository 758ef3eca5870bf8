package shopstream.recommender.placements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shopstream.recommender.live.Product;

/** The rules that hold for one answer, and what they did to it. */
public final class ActingRules {
    /** Nothing is ever written down in it, so that all answers have the same. */
    private static final ActingRules NONE = new ActingRules(Optional.empty(), List.of(), Instant.EPOCH);

    private final Optional<Selection> only;
    private final List<Rule> rules;
    private final Instant now;
    private final Set<String> acted = new LinkedHashSet<>();
    private final Map<String, List<String>> moved = new HashMap<>();
    private final Map<Product, String> leftOut = new LinkedHashMap<>();
    private final Map<Rule, Integer> pinned = new HashMap<>();

    private ActingRules(Optional<Selection> only, List<Rule> rules, Instant now) {
        this.only = only;
        this.rules = rules;
        this.now = now;
    }

    /** Those of the placement in which an answer is to be shown; none hold where it is for no placement. */
    public static ActingRules of(Optional<Placement> placement, Instant now) {
        return placement
                .map(spot -> new ActingRules(spot.only(), spot.inForce(now), now))
                .orElse(NONE);
    }

    /** Whether the order in which products are offered is not yet the one in which they are shown. */
    public boolean reorder() {
        return rules.stream().anyMatch(rule -> !(rule.action() instanceof Action.Exclude));
    }

    /** Whether the placement shows products like this. */
    public boolean wants(Product product) {
        return only.map(selection -> selection.has(product, now)).orElse(true);
    }

    /** Whether a rule leaves the product out. */
    public boolean exclude(Product product) {
        for (Rule rule : rules) {
            if (rule.action() instanceof Action.Exclude && rule.of().has(product, now)) {
                acted.add(rule.name());
                leftOut.putIfAbsent(product, rule.name());
                return true;
            }
        }
        return false;
    }

    /** As if at which place a product stood. @param place where it stands, from 1 */
    public double place(Product product, double place) {
        double moving = place;
        for (Rule rule : rules) {
            double factor = factor(rule.action());
            if (factor != 1 && rule.of().has(product, now)) {
                moving *= factor;
                acted(rule, product);
            }
        }
        return moving;
    }

    private static double factor(Action action) {
        if (action instanceof Action.Boost boost) {
            return 1 / boost.times();
        }
        return action instanceof Action.Bury bury ? bury.times() : 1;
    }

    /** The products that are pinned by name, in the order of the file; whether they may be shown is another matter. */
    public List<String> pinnedByName() {
        return rules.stream()
                .filter(rule -> rule.action() instanceof Action.Pin)
                .flatMap(rule -> rule.of().products().stream())
                .toList();
    }

    /** The place at which a rule pins the product, from 1; empty where none does, or has pinned as many as it may. */
    public Optional<Integer> pin(Product product) {
        for (Rule rule : rules) {
            if (rule.action() instanceof Action.Pin pin && rule.of().has(product, now)) {
                int before = pinned.getOrDefault(rule, 0);
                if (before < pin.most()) {
                    pinned.put(rule, before + 1);
                    acted(rule, product);
                    return Optional.of(pin.at() + before);
                }
            }
        }
        return Optional.empty();
    }

    private void acted(Rule rule, Product product) {
        acted.add(rule.name());
        List<String> names = moved.computeIfAbsent(product.id(), first -> new ArrayList<>(1));
        if (!names.contains(rule.name())) {
            names.add(rule.name());
        }
    }

    /** The names of those that found a product to act on, in the order in which they did. */
    public List<String> acted() {
        return List.copyOf(acted);
    }

    /** The names of those that moved a product. */
    public List<String> movedBy(Product product) {
        return moved.getOrDefault(product.id(), List.of());
    }

    /** What was left out, each with the rule's name. */
    public Map<Product, String> leftOut() {
        return leftOut;
    }
}
