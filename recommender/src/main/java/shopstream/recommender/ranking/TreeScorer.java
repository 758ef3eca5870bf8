package shopstream.recommender.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Scores rows by trees without walking any: feature by feature, each threshold that a row's number reaches rules out the
 * leaves to its left, and the leftmost leaf that remains of each tree is the one (QuickScorer, Lucchese et al., SIGIR 2015).
 * There is hardly a branch that the processor cannot foresee. For one thread.
 */
final class TreeScorer {
    private static final int MOST_LEAVES = 64;

    private final int[] ends = new int[Feature.count()];
    private final float[] thresholds;
    private final int[] treeOf;
    private final long[] remaining;
    private final float[] leaves;
    private final long[] reachable;

    private record Split(int column, float threshold, int tree, long remaining) {}

    TreeScorer(TreeRanking trees) {
        this.leaves = new float[trees.size() * MOST_LEAVES];
        this.reachable = new long[trees.size()];
        List<Split> splits = new ArrayList<>();
        for (int tree = 0; tree < trees.size(); tree++) {
            collect(trees, tree, trees.roots()[tree], 0, splits);
        }
        splits.sort(Comparator.comparingInt(Split::column).thenComparingDouble(Split::threshold));
        this.thresholds = new float[splits.size()];
        this.treeOf = new int[splits.size()];
        this.remaining = new long[splits.size()];
        for (int n = 0; n < splits.size(); n++) {
            Split split = splits.get(n);
            thresholds[n] = split.threshold;
            treeOf[n] = split.tree;
            remaining[n] = split.remaining;
            ends[split.column] = n + 1;
        }
        for (int column = 1; column < ends.length; column++) {
            ends[column] = Math.max(ends[column], ends[column - 1]);
        }
    }

    /** Numbers the leaves below a node from the left, and returns the first number that is free. */
    private int collect(TreeRanking trees, int tree, int node, int first, List<Split> splits) {
        int column = trees.columns()[node];
        if (column < 0) {
            if (first == MOST_LEAVES) {
                throw new IllegalArgumentException("A tree has more than " + MOST_LEAVES + " leaves");
            }
            leaves[tree * MOST_LEAVES + first] = trees.values()[node];
            return first + 1;
        }
        int child = trees.children()[node];
        int middle = collect(trees, tree, child, first, splits);
        long left = (1L << middle) - (1L << first);
        splits.add(new Split(column, trees.values()[node], tree, ~left));
        return collect(trees, tree, child + 1, middle, splits);
    }

    float score(float[] rows, int row) {
        Arrays.fill(reachable, -1);
        int n = 0;
        for (int column = 0; column < ends.length; column++) {
            float value = rows[row + column];
            int end = ends[column];
            while (n < end && thresholds[n] <= value) {
                reachable[treeOf[n]] &= remaining[n];
                n++;
            }
            n = end;
        }
        float score = 0;
        for (int tree = 0; tree < reachable.length; tree++) {
            score += leaves[tree * MOST_LEAVES + Long.numberOfTrailingZeros(reachable[tree])];
        }
        return score;
    }
}
