package shopstream.recommender.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recommendations that were worked out elsewhere and lie ready, for each customer in order. */
final class ReadyTable implements OwnRecommender {
    private final String version;
    private final Map<String, Ready> rows;
    private final FeatureRows products;
    private long comparedWith = -1;
    private volatile List<String> complaints = List.of();

    /** Of one customer, the best first. */
    record Ready(String[] products, float[] scores) {}

    /** @param products what the shop has; not to be compared with while it has none */
    ReadyTable(String version, Map<String, Ready> rows, FeatureRows products) {
        this.version = version;
        this.rows = rows;
        this.products = products;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<ScoredProduct> best(Situation situation, int most) {
        Optional<Ready> ready = situation.customer().map(rows::get);
        if (ready.isEmpty()) {
            return List.of();
        }
        List<ScoredProduct> best = new ArrayList<>();
        for (int rank = 0; rank < ready.get().products().length && best.size() < most; rank++) {
            best.add(new ScoredProduct(ready.get().products()[rank], ready.get().scores()[rank]));
        }
        return best;
    }

    /** Its rows stay as they were written; whether the shop has their products is looked at anew. */
    @Override
    public void refresh() {
        long now = products.changes();
        if (now != comparedWith) {
            complaints = unknown();
            comparedWith = now;
        }
    }

    private List<String> unknown() {
        if (products.ids().isEmpty()) {
            return List.of();
        }
        List<String> unknown = rows.values().stream()
                .flatMap(ready -> Arrays.stream(ready.products()))
                .filter(product -> !products.has(product))
                .distinct()
                .sorted()
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        String others = unknown.size() == 1 ? "" : " and " + (unknown.size() - 1) + " more";
        return List.of("The shop has no product `" + unknown.get(0) + "`" + others
                + ", which the table recommends. Write the table with the shop's product ids.");
    }

    @Override
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public long bytes() {
        return rows.values().stream()
                .mapToLong(ready -> 100 + 8L * ready.products().length)
                .sum();
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}
