package shopstream.recommender.taste;

/**
 * For each item a vector e_j = d_j^0.4 V_j, and how much it counts in a history. What somebody will like is the inner product
 * with p = Σ over their history of d_i^(−0.4) V_i, which is a sum: one item more is one vector more.
 *
 * @param vectors one row for each item
 * @param historyScales for each item the factor from e to its share in p
 */
record ItemVectors(TallMatrix vectors, float[] historyScales) {
    private static final double POPULARITY = 0.4;

    static ItemVectors of(TallMatrix singularVectors, Interactions byItem) {
        float[] scales = byItem.degreesToThe(POPULARITY);
        int width = singularVectors.columns();
        float[] scaled = singularVectors.values().clone();
        for (int item = 0; item < scales.length; item++) {
            for (int k = 0; k < width; k++) {
                scaled[item * width + k] *= scales[item];
            }
        }
        return new ItemVectors(
                new TallMatrix(singularVectors.rows(), width, scaled), byItem.degreesToThe(-2 * POPULARITY));
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

    /** The inner product of an item's vector with another. */
    float product(int item, float[] with) {
        return vectors.product(item, with);
    }

    long bytes() {
        return (long) Float.BYTES * (vectors.values().length + historyScales.length);
    }
}
