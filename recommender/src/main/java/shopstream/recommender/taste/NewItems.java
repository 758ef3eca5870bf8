package shopstream.recommender.taste;

import java.util.Arrays;
import shopstream.recommender.BestItems;
import shopstream.recommender.ScoredItems;
import shopstream.recommender.vectors.ExactVectors;

/**
 * Lets a model speak of items with which nobody had to do yet, from their content: a vector by ridge regression, and the mean
 * of what predicts the items of the most similar content. With each interaction content counts a tenth less, so that an item
 * with ten is what was learned of it.
 */
public final class NewItems {
    private static final int KNOWN_WITH = 10;
    private static final int SIMILAR = 20;

    private final TasteModel model;
    private final float[] interactions;
    private final float[] learned;
    private final ContentFeatures features;
    private final boolean[] known;
    private final int most;

    /** @param learned for each item the share of what was learned of it; the rest is what its content says */
    private NewItems(TasteModel model, float[] interactions, float[] learned, ContentFeatures features) {
        this.model = model;
        this.interactions = interactions;
        this.learned = learned;
        this.features = features;
        known = new boolean[interactions.length];
        for (int item = 0; item < known.length; item++) {
            known[item] = learned[item] == 1;
        }
        most = model.neighbours().mostSources();
    }

    /**
     * A model that knows its new items too. It is as it was where no item is known well enough to learn from.
     *
     * @param interactions with how many users each item of the model had to do in training
     * @param features of the same items
     */
    public static TasteModel described(TasteModel model, int[] interactions, ContentFeatures features) {
        if (interactions.length != model.items() || features.items() != model.items()) {
            throw new IllegalArgumentException("The model knows " + model.items() + " items; there are interactions of "
                    + interactions.length + " and features of " + features.items());
        }
        float[] counts = new float[interactions.length];
        float[] learned = new float[interactions.length];
        for (int item = 0; item < counts.length; item++) {
            counts[item] = interactions[item];
            learned[item] = Math.min(1, counts[item] / KNOWN_WITH);
        }
        return new NewItems(model, counts, learned, features).described();
    }

    /**
     * A model that knows items too that came after it was trained. What it had vectors of stays as it is, whether they were learned or
     * told from content already.
     *
     * @param features of its own items and, behind them, of those that came
     */
    public static TasteModel joined(TasteModel model, ContentFeatures features) {
        if (features.items() < model.items()) {
            throw new IllegalArgumentException(
                    "The model knows " + model.items() + " items; there are features of " + features.items());
        }
        float[] popularity = Arrays.copyOf(model.vectors().popularity(), features.items());
        float[] learned = new float[popularity.length];
        for (int item = 0; item < learned.length; item++) {
            learned[item] = popularity[item] > 0 ? 1 : 0;
        }
        TasteModel longer = model.with(features.items() - model.items());
        return new NewItems(longer, popularity, learned, features).described();
    }

    private TasteModel described() {
        int first = 0;
        while (first < known.length && !known[first]) {
            first++;
        }
        return first == known.length ? model : blended();
    }

    private TasteModel blended() {
        int[][] similar = similar();
        float[] popularity = popularity(similar);
        return new TasteModel(
                new NeighbourTaste(weights(similar)), vectors(popularity), model.vectorScale(), model.candidates());
    }

    /** For each item that is not known its most similar known ones. */
    private int[][] similar() {
        int width = features.width();
        float[] normalised = features.normalised();
        int[] items = new int[known.length];
        float[] ofKnown = new float[normalised.length];
        int count = 0;
        for (int item = 0; item < known.length; item++) {
            if (known[item]) {
                System.arraycopy(normalised, item * width, ofKnown, count * width, width);
                items[count++] = item;
            }
        }
        ExactVectors index = new ExactVectors(Arrays.copyOf(ofKnown, count * width), width);
        int[][] similar = new int[known.length][];
        for (int item = 0; item < known.length; item++) {
            if (!known[item]) {
                float[] content = Arrays.copyOfRange(normalised, item * width, (item + 1) * width);
                similar[item] = Arrays.stream(index.nearest(content, SIMILAR).items())
                        .map(found -> items[found])
                        .toArray();
            }
        }
        return similar;
    }

    /** Interactions, as far as they are known, and beside them the mean of similar items. */
    private float[] popularity(int[][] similar) {
        float[] popularity = new float[known.length];
        for (int item = 0; item < known.length; item++) {
            popularity[item] = interactions[item];
            if (!known[item]) {
                double mean = Arrays.stream(similar[item])
                        .mapToDouble(one -> interactions[one])
                        .average()
                        .orElseThrow();
                popularity[item] = (float) (learned[item] * interactions[item] + (1 - learned[item]) * mean);
            }
        }
        return popularity;
    }

    private TasteSpace vectors(float[] popularity) {
        TasteSpace trained = model.vectors();
        TallMatrix singular = trained.singularVectors();
        TallMatrix predicted = ContentRidge.predicted(features, singular, known);
        int width = trained.width();
        for (int item = 0; item < known.length; item++) {
            for (int k = item * width; k < (item + 1) * width && !known[item]; k++) {
                singular.values()[k] = learned[item] * singular.values()[k]
                        + (1 - learned[item]) * predicted.values()[k];
            }
        }
        return TasteSpace.of(singular, popularity);
    }

    private NeighbourWeights weights(int[][] similar) {
        NeighbourWeights.Columns columns = model.neighbours().columns();
        NeighbourWeights.Columns blended = new NeighbourWeights.Columns(known.length);
        float[] sums = new float[known.length];
        for (int item = 0; item < known.length; item++) {
            if (known[item]) {
                blended.set(item, columns.sources(item), columns.weights(item));
                continue;
            }
            columns.addTo(sums, item, learned[item]);
            for (int one : similar[item]) {
                columns.addTo(sums, one, (1 - learned[item]) / similar[item].length);
            }
            sums[item] = 0;
            keepLargest(item, sums, blended);
            Arrays.fill(sums, 0);
        }
        return blended.byRow();
    }

    private void keepLargest(int item, float[] sums, NeighbourWeights.Columns blended) {
        BestItems largest = new BestItems(Math.max(1, most));
        for (int source = 0; source < sums.length; source++) {
            if (sums[source] != 0) {
                largest.offer(source, Math.abs(sums[source]));
            }
        }
        ScoredItems kept = largest.take();
        int[] sources = kept.items().clone();
        float[] weights = new float[sources.length];
        for (int i = 0; i < sources.length; i++) {
            weights[i] = sums[sources[i]];
        }
        blended.set(item, sources, weights);
    }
}
