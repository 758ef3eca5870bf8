package shopstream.recommender.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shopstream.recommender.live.Product;
import shopstream.recommender.live.ProductContent;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.taste.Interactions;
import shopstream.recommender.taste.LearnedTaste;
import shopstream.recommender.taste.NewItems;
import shopstream.recommender.taste.TasteModel;
import shopstream.recommender.taste.TasteSettings;
import shopstream.recommender.taste.TasteTraining;

/**
 * Learns long-term taste from the first steps of a past: from what customers bought and looked at, and from what visitors looked at
 * who went on for long enough to have a taste.
 *
 * @param products that the shop has, with what it says of them; those that nobody had to do with are known by it
 * @param progress takes a line now and then
 */
record PastTaste(Past past, List<Product> products, Consumer<String> progress) {
    /** Of fewer people nothing can be learned that would not be each one's own. */
    static final int FEWEST_PEOPLE = 50;

    /** Whoever had to do with one product alone says nothing of what goes with it. */
    private static final int FEWEST_OF_CUSTOMER = 2;

    /** Somebody who is not known may be anybody: a visit or two are a session, and its lists know of that already. */
    private static final int FEWEST_OF_VISITOR = 5;

    /** Of more, those of whom was heard last: their vectors take memory while they are learned. */
    private static final int MOST_PEOPLE = 100_000;

    /** From steps before this one alone; empty where that is too little, which is said. */
    Optional<LearnedTaste> upTo(int step) {
        ItemIndex items = new ItemIndex();
        Interactions interactions = interactions(step, items);
        if (interactions.rows() < FEWEST_PEOPLE) {
            progress.accept(String.format(
                    Locale.ROOT,
                    "taste: too few had to do with several products for it to be learned: %,d, and it takes %,d",
                    interactions.rows(),
                    FEWEST_PEOPLE));
            return Optional.empty();
        }
        TasteSettings settings = TasteSettings.bounded(items.size(), interactions.rows());
        TasteTraining training = new TasteTraining(interactions, settings, words -> {});
        TasteModel model;
        try {
            model = described(training.whole(training.neighbours()), interactions, items);
        } catch (ArithmeticException unsolved) {
            progress.accept("taste: it could not be learned, and the rest is without it: " + unsolved.getMessage());
            return Optional.empty();
        }
        progress.accept(String.format(
                Locale.ROOT,
                "taste: learned from %,d people and %,d products; takes %,d MB",
                interactions.rows(),
                items.size(),
                (model.bytes() + (1 << 20) - 1) >> 20));
        return Optional.of(new LearnedTaste(items, model));
    }

    /** The model with what is new to it, by its content: it is numbered behind what is known, which is what the shrinkage counts. */
    private TasteModel described(TasteModel model, Interactions interactions, ItemIndex items) {
        int known = items.size();
        if (known + products.size() > ProductContent.PRODUCTS_MOST) {
            progress.accept(String.format(
                    Locale.ROOT,
                    "taste: products that few had to do with are not likened to others by their content, since there are more than %,d",
                    ProductContent.PRODUCTS_MOST));
            return model;
        }
        Map<String, Product> byId = new HashMap<>();
        products.forEach(product -> byId.put(product.id(), product));
        products.forEach(product -> items.add(product.id()));
        TasteModel all = model.with(items.size() - known);
        int[] users = Arrays.copyOf(interactions.byItem().degrees(), items.size());
        return ProductContent.of(items.ids().stream()
                        .map(id -> Optional.ofNullable(byId.get(id)))
                        .toList())
                .map(content -> NewItems.described(all, users, content))
                .orElse(all);
    }

    private Interactions interactions(int steps, ItemIndex items) {
        NewestHistories customers = new NewestHistories(MOST_PEOPLE);
        NewestHistories visitors = new NewestHistories(MOST_PEOPLE);
        for (int step = 0; step < steps; step++) {
            if (past.isCustomerKnown(step)) {
                customers.add(past.customer(step), number(step, items));
            } else if (!past.isOrder(step)) {
                visitors.add(past.whose(step), number(step, items));
            }
        }
        List<int[]> people = new ArrayList<>();
        addPeople(visitors, FEWEST_OF_VISITOR, people);
        addPeople(customers, FEWEST_OF_CUSTOMER, people);
        int[][] newest = people.subList(Math.max(0, people.size() - MOST_PEOPLE), people.size())
                .toArray(int[][]::new);
        return Interactions.of(newest, items.size());
    }

    private int number(int step, ItemIndex items) {
        return items.add(past.items().id(past.item(step)));
    }

    private static void addPeople(NewestHistories histories, int fewest, List<int[]> people) {
        for (NewestHistories.Items each : histories.all()) {
            int[] different = Arrays.stream(each.all()).distinct().toArray();
            if (different.length >= fewest) {
                people.add(different);
            }
        }
    }
}
