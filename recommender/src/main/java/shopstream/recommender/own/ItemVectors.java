package shopstream.recommender.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.ScoredItems;
import shopstream.recommender.vectors.VectorIndex;

/** The vectors of all products as they are at one moment, made by the item tower, and an index of them. Unchanging. */
final class ItemVectors {
    private static final int ROWS_AT_ONCE = 256;

    private final Map<String, Known> known;
    private final String[] ids;
    private final Optional<VectorIndex> index;
    private final Refused unusable;

    /** What was made of a product, and from what. */
    private record Known(List<List<String>> from, float[] vector) {}

    /** Products without a vector. @param first why the first one has none */
    private record Refused(int count, String product, String first) {
        Refused and(String another, String why) {
            return new Refused(count + 1, count == 0 ? another : product, count == 0 ? why : first);
        }
    }

    private ItemVectors(Map<String, Known> known, Refused unusable) {
        this.known = known;
        this.unusable = unusable;
        this.ids = known.keySet().stream().sorted().toArray(String[]::new);
        this.index = ids.length == 0 ? Optional.empty() : Optional.of(index());
    }

    private VectorIndex index() {
        int width = known.get(ids[0]).vector().length;
        float[] numbers = new float[ids.length * width];
        for (int item = 0; item < ids.length; item++) {
            System.arraycopy(known.get(ids[item]).vector(), 0, numbers, item * width, width);
        }
        return VectorIndex.of(numbers, width);
    }

    static ItemVectors none() {
        return new ItemVectors(Map.of(), new Refused(0, "", ""));
    }

    /** Those of now: of a product of which nothing has changed it is the one that it had. */
    ItemVectors now(Tower tower, OwnDeclaration.Similarity similarity, FeatureRows products) {
        Map<String, Known> next = new HashMap<>();
        List<Asked> asked = new ArrayList<>();
        for (String id : products.ids()) {
            ProductRow row = new ProductRow(id, products);
            List<List<String>> values = tower.inputs().stream()
                    .map(input -> row.values(input.feature()))
                    .toList();
            Known before = known.get(id);
            if (before != null && before.from().equals(values)) {
                next.put(id, before);
            } else {
                asked.add(new Asked(row, values));
            }
        }
        Refused refused = new Refused(0, "", "");
        for (int from = 0; from < asked.size(); from += ROWS_AT_ONCE) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Vectors are not made to the end: the program stops");
            }
            List<Asked> some = asked.subList(from, Math.min(asked.size(), from + ROWS_AT_ONCE));
            refused = add(some, tower, similarity, next, refused);
        }
        return new ItemVectors(next, refused);
    }

    private record Asked(ProductRow row, List<List<String>> values) {}

    private static Refused add(
            List<Asked> some,
            Tower tower,
            OwnDeclaration.Similarity similarity,
            Map<String, Known> into,
            Refused before) {
        Refused refused = before;
        float[][] vectors;
        try {
            vectors = tower.vectors(some.stream().map(Asked::row).toList());
        } catch (IllegalStateException failed) {
            if (some.size() == 1) {
                return before.and(some.get(0).row().id(), failed.getMessage() + ". " + nextStep(failed));
            }
            // One of them is to blame; the others need not go without.
            for (Asked each : some) {
                refused = add(List.of(each), tower, similarity, into, refused);
            }
            return refused;
        }
        for (int item = 0; item < vectors.length; item++) {
            String id = some.get(item).row().id();
            if (FiniteVector.is(vectors[item])) {
                float[] vector = similarity == OwnDeclaration.Similarity.COSINE
                        ? FiniteVector.ofLengthOne(vectors[item])
                        : vectors[item];
                into.put(id, new Known(some.get(item).values(), vector));
            } else {
                refused = refused.and(
                        id,
                        "The item tower gives " + Arrays.toString(vectors[item])
                                + " for it. Look at what it takes of this" + " product.");
            }
        }
        return refused;
    }

    private static String nextStep(IllegalStateException failed) {
        return failed instanceof TowerInput.NotANumber none
                ? none.nextStep()
                : "Look at what it takes of this product.";
    }

    /** The products whose vectors have the largest inner products with this one, the best first. */
    List<ScoredProduct> nearest(float[] vector, int most) {
        if (index.isEmpty()) {
            return List.of();
        }
        ScoredItems found = index.get().nearest(vector, most);
        List<ScoredProduct> products = new ArrayList<>(found.size());
        for (int rank = 0; rank < found.size(); rank++) {
            products.add(new ScoredProduct(ids[found.items()[rank]], found.scores()[rank]));
        }
        return products;
    }

    /** What is wrong with products that have no vector; empty where all have one. */
    List<String> complaints() {
        if (unusable.count() == 0) {
            return List.of();
        }
        String others = unusable.count() == 1 ? "" : " and " + (unusable.count() - 1) + " more";
        return List.of(
                "The product `" + unusable.product() + "`" + others + " cannot be recommended: " + unusable.first());
    }

    int size() {
        return ids.length;
    }

    long bytes() {
        long vectors = index.map(VectorIndex::bytes).orElse(0L);
        return 2 * vectors + 100L * ids.length;
    }
}
