package shopstream.recommender.taste;

import java.util.Arrays;
import shopstream.recommender.ScoredItems;
import shopstream.recommender.vectors.ExactVectors;

/**
 * The vectors of long-term taste alone, as {@link TasteModel} has them beside its neighbours: of items, and in the same space of
 * whoever had to do with some of them. Few numbers each, and learned in seconds.
 */
public final class TasteVectors {
    private final TasteSpace vectors;
    private final ExactVectors byProduct;
    private final ExactVectors byCosine;

    private TasteVectors(TasteSpace vectors) {
        this.vectors = vectors;
        float[] values = vectors.vectors().values();
        this.byProduct = new ExactVectors(values, vectors.width());
        float[] normalised = values.clone();
        for (int item = 0; item < vectors.vectors().rows(); item++) {
            normalise(normalised, item * vectors.width(), vectors.width());
        }
        this.byCosine = new ExactVectors(normalised, vectors.width());
    }

    /**
     * Learns them on the calling thread.
     *
     * @param width how many numbers each has; fewer where users or items are fewer
     */
    public static TasteVectors of(Interactions byUser, int width) {
        TasteSettings settings = TasteSettings.DEFAULTS;
        Interactions byItem = byUser.byItem();
        TallMatrix singular = SpectralVectors.of(
                byUser,
                byItem,
                width,
                TasteTraining.SINGULAR_VALUE_POWER,
                settings.powerIterations(),
                settings.seed(),
                progress -> {});
        return new TasteVectors(TasteSpace.of(singular, byItem.degreesToThe(1)));
    }

    public int width() {
        return vectors.width();
    }

    public int items() {
        return vectors.vectors().rows();
    }

    /** The vector of an item; all zero where nothing was learned of it. */
    public float[] of(int item) {
        int from = item * width();
        return Arrays.copyOfRange(vectors.vectors().values(), from, from + width());
    }

    /** The vector of somebody who had to do with these items; all zero where none of them is known. */
    public float[] ofHistory(int[] items) {
        KnownItems known = new KnownItems(items());
        known.become(items);
        return vectors.ofHistory(known);
    }

    /** What somebody with this vector likes, the best first, by inner product. */
    public ScoredItems liked(float[] user, int wanted) {
        return byProduct.nearest(user, wanted);
    }

    /** What points in the direction of an item, the nearest first, the item itself among them; scores are cosines. */
    public ScoredItems near(int item, int wanted) {
        float[] vector = of(item);
        normalise(vector, 0, width());
        return byCosine.nearest(vector, wanted);
    }

    private static void normalise(float[] values, int from, int width) {
        double squares = 0;
        for (int at = from; at < from + width; at++) {
            squares += (double) values[at] * values[at];
        }
        for (int at = from; at < from + width && squares > 0; at++) {
            values[at] /= (float) Math.sqrt(squares);
        }
    }
}
