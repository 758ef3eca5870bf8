package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shopstream.recommender.ScoredItems;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.Product;
import shopstream.recommender.taste.Interactions;
import shopstream.recommender.taste.TasteVectors;

/** Vectors of products and of customers in one space, learned from who bought what. */
public final class LearnedVectors {
    /** As many numbers as the vectors of the course's shop have. */
    private static final int WIDTH = 32;

    /** Of fewer customers nothing can be learned that would not be each one's own. */
    private static final int FEWEST_CUSTOMERS = 10;

    /** So many more products are looked at than are asked for, since some cannot be bought. */
    private static final int SPARE = 100;

    private final LiveShop shop;
    private final TasteVectors vectors;
    private final Map<String, float[]> ofRegions = new HashMap<>();
    private final float[] ofEverybody;

    /** @param score an inner product, or a cosine */
    public record Near(Product product, double score) {}

    private LearnedVectors(LiveShop shop, TasteVectors vectors, Map<String, int[]> histories) {
        this.shop = shop;
        this.vectors = vectors;
        this.ofEverybody = new float[vectors.width()];
        Map<String, Integer> counts = new HashMap<>();
        histories.forEach((customer, items) -> {
            float[] vector = vectors.ofHistory(items);
            add(ofEverybody, vector);
            shop.regions().of(customer).ifPresent(region -> {
                add(ofRegions.computeIfAbsent(region, first -> new float[vectors.width()]), vector);
                counts.merge(region, 1, Integer::sum);
            });
        });
        divide(ofEverybody, histories.size());
        ofRegions.forEach((region, sum) -> divide(sum, counts.get(region)));
    }

    /** Learns from what is known now; empty where that is too little. */
    static Optional<LearnedVectors> from(LiveShop shop) {
        Map<String, int[]> histories = new HashMap<>(shop.histories().all());
        if (histories.size() < FEWEST_CUSTOMERS) {
            return Optional.empty();
        }
        int items = 1
                + histories.values().stream().flatMapToInt(Arrays::stream).max().orElse(0);
        Interactions interactions = Interactions.of(histories.values().toArray(int[][]::new), items);
        return Optional.of(new LearnedVectors(shop, TasteVectors.of(interactions, WIDTH), histories));
    }

    /** How many numbers each has. */
    public int width() {
        return vectors.width();
    }

    /** Of a customer, from what they bought until now; empty where none of it was learned of. */
    public Optional<float[]> ofCustomer(String customer) {
        float[] vector = vectors.ofHistory(shop.histories().of(customer));
        return isZero(vector) ? Optional.empty() : Optional.of(vector);
    }

    /** Of all customers of whose purchases something was learned, by their ids. */
    public Map<String, float[]> ofCustomers() {
        Map<String, float[]> all = new TreeMap<>();
        shop.histories()
                .all()
                .keySet()
                .forEach(customer -> ofCustomer(customer).ifPresent(vector -> all.put(customer, vector)));
        return all;
    }

    /** Of all products of which something was learned and that the shop still has, by their ids. */
    public Map<String, float[]> ofProducts() {
        Map<String, float[]> all = new TreeMap<>();
        for (int item = 0; item < vectors.items(); item++) {
            float[] vector = vectors.of(item);
            if (!isZero(vector)) {
                shop.catalog().product(item).ifPresent(product -> all.put(product.id(), vector));
            }
        }
        return all;
    }

    /** The mean of the customers of a region; empty where none is known there. */
    public Optional<float[]> ofRegion(String region) {
        return Optional.ofNullable(ofRegions.get(region)).map(float[]::clone);
    }

    /** The mean of all customers. */
    public float[] ofEverybody() {
        return ofEverybody.clone();
    }

    /** Products that can be bought and that whoever has this vector likes, the best first. */
    public List<Near> liked(float[] vector, int most) {
        return products(vectors.liked(vector, most + SPARE), most, Optional.empty());
    }

    /** Products that can be bought and are like one, the nearest first; empty where nothing was learned of it. */
    public List<Near> near(String product, int most) {
        int item = shop.catalog().indexOf(product);
        return item < 0 || item >= vectors.items()
                ? List.of()
                : products(vectors.near(item, most + SPARE), most, Optional.of(product));
    }

    private List<Near> products(ScoredItems found, int most, Optional<String> but) {
        Catalog catalog = shop.catalog();
        List<Near> products = new ArrayList<>();
        for (int rank = 0; rank < found.size() && products.size() < most; rank++) {
            double score = found.scores()[rank];
            catalog.product(found.items()[rank])
                    .filter(Product::sellable)
                    .filter(product -> but.filter(product.id()::equals).isEmpty())
                    .ifPresent(product -> products.add(new Near(product, score)));
        }
        return products;
    }

    private static void add(float[] sum, float[] vector) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += vector[k];
        }
    }

    private static void divide(float[] sum, int by) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= by;
        }
    }

    private static boolean isZero(float[] vector) {
        for (float number : vector) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }
}
