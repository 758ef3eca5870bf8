package shopstream.recommender.ranking;

import java.util.ArrayList;
import java.util.List;

/**
 * Boosted trees, walked in plain arrays: a call into a native library would cost more than the walk. What a tree's nodes
 * expect is kept too, for explanations.
 */
final class TreeRanking {
    static final TreeRanking NONE = new TreeRanking(new int[0], new int[0], new float[0], new int[0], new float[0]);

    private static final int LEAF = -1;

    private final int[] roots;
    private final int[] columns;
    private final float[] values;
    private final int[] children;
    private final float[] expected;

    /**
     * @param columns the feature that a node asks, or −1 for a leaf
     * @param values below this a node goes left; what a leaf says
     * @param children a node's left child; the right one follows it
     * @param expected the mean of what the leaves below a node say
     */
    TreeRanking(int[] roots, int[] columns, float[] values, int[] children, float[] expected) {
        this.roots = roots;
        this.columns = columns;
        this.values = values;
        this.children = children;
        this.expected = expected;
    }

    /** Puts trees into arrays. */
    static TreeRanking of(List<TreeNode> trees) {
        var nodes = new ArrayList<TreeNode>(trees);
        var roots = new int[trees.size()];
        for (int root = 0; root < roots.length; root++) {
            roots[root] = root;
        }
        var lefts = new ArrayList<Integer>();
        for (int node = 0; node < nodes.size(); node++) {
            lefts.add(nodes.size());
            if (nodes.get(node) instanceof TreeNode.Split split) {
                nodes.add(split.left());
                nodes.add(split.right());
            }
        }
        int size = nodes.size();
        var ranking = new TreeRanking(roots, new int[size], new float[size], new int[size], new float[size]);
        for (int node = 0; node < size; node++) {
            ranking.put(node, nodes.get(node), lefts.get(node));
        }
        return ranking;
    }

    private void put(int at, TreeNode node, int left) {
        expected[at] = (float) node.expected();
        if (node instanceof TreeNode.Split split) {
            columns[at] = split.column();
            values[at] = split.threshold();
            children[at] = left;
        } else if (node instanceof TreeNode.Leaf leaf) {
            columns[at] = LEAF;
            values[at] = leaf.value();
        }
    }

    int size() {
        return roots.length;
    }

    int[] roots() {
        return roots;
    }

    int[] columns() {
        return columns;
    }

    float[] values() {
        return values;
    }

    int[] children() {
        return children;
    }

    float[] expected() {
        return expected;
    }

    float score(float[] rows, int row) {
        float score = 0;
        for (int root : roots) {
            score += values[leaf(root, rows, row)];
        }
        return score;
    }

    /** What one of the trees says. */
    float score(int tree, float[] rows, int row) {
        return values[leaf(roots[tree], rows, row)];
    }

    private int leaf(int root, float[] rows, int row) {
        int node = root;
        int column = columns[node];
        while (column >= 0) {
            node = children[node] + (rows[row + column] < values[node] ? 0 : 1);
            column = columns[node];
        }
        return node;
    }

    /** Adds what each feature contributes: how it moves what is expected, along each path (Saabas, 2014). */
    void explain(float[] rows, int row, float[] contributions) {
        for (int root : roots) {
            int node = root;
            while (columns[node] >= 0) {
                int column = columns[node];
                int child = children[node] + (rows[row + column] < values[node] ? 0 : 1);
                contributions[column] += expected[child] - expected[node];
                node = child;
            }
        }
    }

    long bytes() {
        return 4L * (roots.length + 4L * columns.length);
    }
}
