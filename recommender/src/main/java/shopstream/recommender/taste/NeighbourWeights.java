package shopstream.recommender.taste;

import java.util.Arrays;

/**
 * What having to do with one item says of others: a sparse matrix, row by row.
 *
 * @param starts where the row of each item begins, and at last where all end
 * @param targets the other items
 * @param weights what is added to their scores
 */
record NeighbourWeights(int[] starts, int[] targets, float[] weights) {
    /** The same matrix by the items that are told, each with the items that it is told from. */
    static final class Columns {
        private final int[][] sources;
        private final float[][] weights;

        Columns(int items) {
            sources = new int[items][];
            weights = new float[items][];
        }

        void set(int target, int[] itsSources, float[] itsWeights) {
            sources[target] = itsSources;
            weights[target] = itsWeights;
        }

        int[] sources(int target) {
            return sources[target];
        }

        float[] weights(int target) {
            return weights[target];
        }

        /** Adds the column of an item, times a factor. */
        void addTo(float[] sums, int target, float factor) {
            for (int i = 0; i < sources[target].length; i++) {
                sums[sources[target][i]] += factor * weights[target][i];
            }
        }

        NeighbourWeights byRow() {
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
            float[] values = new float[starts[items]];
            for (int target = 0; target < items; target++) {
                for (int i = 0; i < sources[target].length; i++) {
                    int at = next[sources[target][i]]++;
                    targets[at] = target;
                    values[at] = weights[target][i];
                }
            }
            return new NeighbourWeights(starts, targets, values);
        }
    }

    int items() {
        return starts.length - 1;
    }

    Columns columns() {
        int[] lengths = sourcesOfEach();
        Columns columns = new Columns(items());
        for (int item = 0; item < items(); item++) {
            columns.set(item, new int[lengths[item]], new float[lengths[item]]);
        }
        int[] filled = new int[items()];
        for (int source = 0; source < items(); source++) {
            for (int at = starts[source]; at < starts[source + 1]; at++) {
                int target = targets[at];
                columns.sources[target][filled[target]] = source;
                columns.weights[target][filled[target]++] = weights[at];
            }
        }
        return columns;
    }

    /** From how many others the item is told that is told from most. */
    int mostSources() {
        int most = 0;
        for (int count : sourcesOfEach()) {
            most = Math.max(most, count);
        }
        return most;
    }

    private int[] sourcesOfEach() {
        int[] counts = new int[items()];
        for (int target : targets) {
            counts[target]++;
        }
        return counts;
    }

    /** Adds what an item says to the scores of all others. */
    void addTo(float[] scores, int item) {
        for (int at = starts[item]; at < starts[item + 1]; at++) {
            scores[targets[at]] += weights[at];
        }
    }

    /** The same with more items, which neither say anything nor are told of. */
    NeighbourWeights with(int more) {
        int[] longer = Arrays.copyOf(starts, starts.length + more);
        Arrays.fill(longer, starts.length, longer.length, targets.length);
        return new NeighbourWeights(longer, targets, weights);
    }

    long bytes() {
        return (long) Integer.BYTES * (starts.length + targets.length) + (long) Float.BYTES * weights.length;
    }
}
