package shopstream.recommender.ranking;

/** A tree that decides by features, as it comes from training. */
sealed interface TreeNode {

    /** How many questions reached it in training, in their weights. */
    double cover();

    /** The mean of what the leaves below it say. */
    double expected();

    /** @param threshold below it the left side is right */
    record Split(int column, float threshold, TreeNode left, TreeNode right, double cover) implements TreeNode {
        @Override
        public double expected() {
            double weight = left.cover() + right.cover();
            return weight <= 0
                    ? (left.expected() + right.expected()) / 2
                    : (left.cover() * left.expected() + right.cover() * right.expected()) / weight;
        }
    }

    record Leaf(float value, double cover) implements TreeNode {
        @Override
        public double expected() {
            return value;
        }
    }
}
