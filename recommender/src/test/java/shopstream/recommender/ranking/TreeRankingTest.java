package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;

class TreeRankingTest {
    private static final TreeNode TREE = new TreeNode.Split(
            1,
            .5f,
            new TreeNode.Leaf(-1, 30),
            new TreeNode.Split(0, 2, new TreeNode.Leaf(1, 5), new TreeNode.Leaf(3, 5), 10),
            40);

    @Test
    void aRowGoesLeftBelowTheThresholdAndRightAtIt() {
        TreeRanking trees = TreeRanking.of(List.of(TREE, new TreeNode.Leaf(10, 1)));

        assertThat(trees.score(new float[] {0, .49f}, 0)).isEqualTo(9);
        assertThat(trees.score(new float[] {7, 7, 1.9f, .5f}, 2)).isEqualTo(11);
        assertThat(trees.score(new float[] {2, .5f}, 0)).isEqualTo(13);
    }

    @Test
    void contributionsLeadFromWhatIsExpectedToTheScore() {
        TreeRanking trees = TreeRanking.of(List.of(TREE));
        float[] contributions = new float[2];

        trees.explain(new float[] {2, .5f}, 0, contributions);

        // Expected: (30·−1 + 10·2) / 40 at first, 2 to the right, 3 in the leaf.
        assertThat(contributions[1]).isCloseTo(2.25f, within(1e-6f));
        assertThat(contributions[0]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void walksTreesOfXgboostAsXgboostDoes() throws Exception {
        int columns = 6;
        int rows = 2000;
        var random = new Random(4);
        float[] values = new float[rows * columns];
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                // Coarse numbers meet thresholds exactly.
                values[row * columns + column] = random.nextInt(20) / 10f;
            }
            labels[row] = values[row * columns] * values[row * columns + 3] + random.nextFloat();
        }
        var matrix = new DMatrix(values, rows, columns, Float.NaN);
        matrix.setLabel(labels);
        Map<String, Object> parameters = new HashMap<>(
                Map.of("tree_method", "hist", "max_leaves", 16, "grow_policy", "lossguide", "base_score", 0));
        Booster booster = XGBoost.train(matrix, parameters, 20, new HashMap<>(), null, null);

        TreeRanking trees = TreeRanking.of(Arrays.stream(booster.getModelDump("", true))
                .map(TreeText::parse)
                .toList());

        float[][] expected = booster.predict(matrix, true);
        for (int row = 0; row < rows; row++) {
            assertThat(trees.score(values, row * columns)).isCloseTo(expected[row][0], within(1e-4f));
        }
    }
}
