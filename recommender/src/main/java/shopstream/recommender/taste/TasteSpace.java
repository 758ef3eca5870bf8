package shopstream.recommender.taste;

import java.util.Arrays;

/**
 * For each item a vector e_j = d_j^0.4 V_j, and how much it counts in a history. What somebody will like is the inner product
 * with p = Σ over their history of d_i^(−0.4) V_i, which is a sum: one item more is one vector more.
 *
 * @param vectors one row for each item
 * @param historyScales for each item the factor from e to its share in p
 */
record TasteSpace(TallMatrix vectors, float[] historyScales) {
    private static final double POPULARITY = 0.4;

    /**
     * @param singularVectors one row for each item; they become these vectors, since there is not room for both in a large shop
     * @param popularity for each item how many users had to do with it
     */
    static TasteSpace of(TallMatrix singularVectors, float[] popularity) {
        TasteSpace vectors = new TasteSpace(singularVectors, new float[popularity.length]);
        for (int item = 0; item < popularity.length; item++) {
            double scale = popularity[item] == 0 ? 0 : Math.pow(popularity[item], POPULARITY);
            vectors.vectors.scaleRow(item, (float) scale);
            vectors.historyScales[item] = scale == 0 ? 0 : (float) (1 / (scale * scale));
        }
        return vectors;
    }

    /** The same with more items, which have no vectors. */
    TasteSpace with(int more) {
        int rows = vectors.rows() + more;
        return new TasteSpace(
                new TallMatrix(rows, width(), Arrays.copyOf(vectors.values(), rows * width())),
                Arrays.copyOf(historyScales, rows));
    }

    /** For each item with how many users it had to do, as far as that is known; 0 for one that has no vector. */
    float[] popularity() {
        float[] popularity = new float[historyScales.length];
        for (int item = 0; item < popularity.length; item++) {
            double scale = historyScales[item];
            popularity[item] = scale == 0 ? 0 : (float) Math.pow(scale, -1 / (2 * POPULARITY));
        }
        return popularity;
    }

    /** The V from which they were made. */
    TallMatrix singularVectors() {
        TallMatrix singular = vectors.copy();
        for (int item = 0; item < historyScales.length; item++) {
            singular.scaleRow(item, (float) Math.sqrt(historyScales[item]));
        }
        return singular;
    }

    int width() {
        return vectors.columns();
    }

    /** The vector p of a history. */
    float[] ofHistory(KnownItems history) {
        float[] sum = new float[width()];
        for (int i = 0; i < history.size(); i++) {
            int item = history.item(i);
            RowSums.add(sum, 0, width(), vectors.values(), item * width(), historyScales[item]);
        }
        return sum;
    }

    /** How long an item's vector is. */
    float length(int item) {
        return length(vectors.values(), item * width(), width());
    }

    static float length(float[] values, int from, int width) {
        double squares = 0;
        for (int at = from; at < from + width; at++) {
            squares += (double) values[at] * values[at];
        }
        return (float) Math.sqrt(squares);
    }

    /** The inner product of an item's vector with another. */
    float product(int item, float[] with) {
        return vectors.product(item, with);
    }

    long bytes() {
        return (long) Float.BYTES * (vectors.values().length + historyScales.length);
    }
}
