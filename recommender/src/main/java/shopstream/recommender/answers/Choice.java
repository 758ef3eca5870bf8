package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.live.Product;
import shopstream.recommender.placements.ActingRules;

/**
 * The products of one answer. They are offered the best first, by one source after the other; what may be shown is taken, as the
 * rules of the placement want it, and not all of one category as long as there are others.
 */
final class Choice {
    /** Where rules move products, so many of a source at most are looked at before the first is taken. */
    private static final int MOST_WAITING = 200;

    private final int most;
    private final Admission admission;
    private final Fit fit;
    private final ActingRules rules;
    private final boolean reordered;
    private final Map<String, Integer> ofCategories = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Product> taken = new ArrayList<>();
    private final List<Product> tooAlike = new ArrayList<>();
    private final List<Pin> pins = new ArrayList<>();
    private int offered;

    /** @param place as if at which it had been offered */
    private record Waiting(Product product, double place) {}

    /** @param place from 1 */
    record Pin(Product product, int place) {}

    /** @param most so many products */
    Choice(int most, Admission admission, Fit fit, ActingRules rules) {
        this.most = most;
        this.admission = admission;
        this.fit = fit;
        this.rules = rules;
        this.reordered = rules.reorder();
    }

    /** Whether nothing that is offered now can still come in. */
    boolean isFull() {
        return isComplete() || waiting.size() >= MOST_WAITING;
    }

    private boolean isComplete() {
        return taken.size() + pins.size() >= most;
    }

    /** Pins a product, whatever else the spot is for, if it may be shown. */
    void pin(Product product) {
        if (!isComplete() && admission.admits(product) && !rules.exclude(product)) {
            rules.pin(product).ifPresent(place -> pinAt(product, place));
        }
    }

    private void pinAt(Product product, int place) {
        pins.add(new Pin(product, place));
        admission.take(product);
    }

    /** Takes a product, the best first, if it may be in the answer. */
    void offer(Product product) {
        if (isFull()
                || fit.forbids(product)
                || !admission.admits(product)
                || !rules.wants(product)
                || rules.exclude(product)) {
            return;
        }
        offered++;
        if (reordered) {
            waiting.add(new Waiting(product, rules.place(product, offered)));
        } else {
            take(product);
        }
    }

    private void take(Product product) {
        if (isComplete() || !admission.admits(product)) {
            return;
        }
        if (fit.holdsBack(product) || isTooMany(product)) {
            tooAlike.add(product);
        } else {
            keep(product);
        }
    }

    private void keep(Product product) {
        product.category().ifPresent(category -> ofCategories.merge(category, 1, Integer::sum));
        admission.take(product);
        taken.add(product);
    }

    /**
     * What was taken of all that has been offered; filled up with what was left out for being too alike, where there is nothing
     * else. What is offered later comes behind it.
     */
    List<Product> products() {
        settle();
        for (Product product : tooAlike) {
            if (!isComplete() && admission.admits(product)) {
                admission.take(product);
                taken.add(product);
            }
        }
        tooAlike.clear();
        return taken;
    }

    /** Takes of what waits for being put in order. */
    void settle() {
        waiting.sort(Comparator.comparingDouble(Waiting::place));
        for (Waiting each : waiting) {
            if (!isComplete() && admission.admits(each.product())) {
                Optional<Integer> place = rules.pin(each.product());
                place.ifPresent(at -> pinAt(each.product(), at));
            }
        }
        waiting.forEach(each -> take(each.product()));
        waiting.clear();
    }

    /** What is pinned, the front one first. */
    List<Pin> pins() {
        return pins.stream().sorted(Comparator.comparingInt(Pin::place)).toList();
    }

    ActingRules rules() {
        return rules;
    }

    private boolean isTooMany(Product product) {
        Optional<Integer> others = product.category().map(category -> ofCategories.getOrDefault(category, 0));
        return others.isPresent() && others.get() >= mostOfOne(most);
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
