package shopstream.recommender.taste;

/**
 * What having to do with one item says of others: a sparse matrix, row by row.
 *
 * @param starts where the row of each item begins, and at last where all end
 * @param targets the other items
 * @param weights what is added to their scores
 */
record NeighbourWeights(int[] starts, int[] targets, float[] weights) {
    /**
     * The rows of a matrix that is given by columns.
     *
     * @param sources for each item the items that it is predicted from
     * @param columns as many weights
     */
    static NeighbourWeights ofColumns(int[][] sources, float[][] columns) {
        int items = sources.length;
        int[] starts = new int[items + 1];
        for (int[] column : sources) {
            for (int source : column) {
                starts[source + 1]++;
            }
        }
        for (int item = 0; item < items; item++) {
            starts[item + 1] += starts[item];
        }
        int[] next = starts.clone();
        int[] targets = new int[starts[items]];
        float[] weights = new float[starts[items]];
        for (int target = 0; target < items; target++) {
            for (int i = 0; i < sources[target].length; i++) {
                int at = next[sources[target][i]]++;
                targets[at] = target;
                weights[at] = columns[target][i];
            }
        }
        return new NeighbourWeights(starts, targets, weights);
    }

    int items() {
        return starts.length - 1;
    }

    /** Adds what an item says to the scores of all others. */
    void addTo(float[] scores, int item) {
        for (int at = starts[item]; at < starts[item + 1]; at++) {
            scores[targets[at]] += weights[at];
        }
    }

    long bytes() {
        return (long) Integer.BYTES * (starts.length + targets.length) + (long) Float.BYTES * weights.length;
    }
}
