package shopstream.recommender.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Grows trees on top of a linear ranking, with XGBoost: each one follows the gradient of how likely what came next is among
 * the candidates of its question, on half of the questions (ListNet's loss, Cao et al., ICML 2007; stochastic gradient
 * boosting, Friedman, 2002).
 *
 * @param trees how many to grow
 * @param leaves how many each has at most
 */
record TreeBoosting(int trees, int leaves, int threads, long seed) {
    private static final float SHARE_OF_QUESTIONS = .5f;

    /** Keeps leaves that few questions reach from being sure of anything, and the numbers above zero. */
    private static final float SMALLEST_CURVATURE = 1e-6f;

    /** @param questions the first ones, since XGBoost is handed the rows from the beginning */
    TreeRanking grow(Questions questions, LinearRanking start) {
        if (questions.start(0) != 0) {
            throw new IllegalArgumentException("The first question begins at row " + questions.start(0) + ", not at 0");
        }
        float[] margins = new float[questions.start(questions.size())];
        for (int row = 0; row < margins.length; row++) {
            margins[row] = start.score(questions.rows(), row * questions.features());
        }
        try {
            return grow(questions, margins);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost could not grow trees: " + e.getMessage(), e);
        }
    }

    private TreeRanking grow(Questions questions, float[] margins) throws XGBoostError {
        int rows = margins.length;
        var matrix = new DMatrix(questions.rows(), rows, questions.features(), Float.NaN);
        Booster booster = null;
        try {
            matrix.setLabel(new float[rows]);
            booster = XGBoost.train(matrix, parameters(), 0, new HashMap<>(), null, null);
            var random = new Random(seed);
            float[] gradients = new float[rows];
            float[] curvatures = new float[rows];
            var grown = new ArrayList<TreeNode>();
            for (int tree = 0; tree < trees; tree++) {
                listwise(questions, margins, random, gradients, curvatures);
                booster.boost(matrix, tree, gradients, curvatures);
                String[] dump = booster.getModelDump("", true);
                grown.add(TreeText.parse(dump[dump.length - 1]));
                TreeRanking latest = TreeRanking.of(List.of(grown.get(tree)));
                for (int row = 0; row < rows; row++) {
                    margins[row] += latest.score(questions.rows(), row * questions.features());
                }
            }
            return TreeRanking.of(grown);
        } finally {
            matrix.dispose();
            if (booster != null) {
                booster.dispose();
            }
        }
    }

    private Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.put("tree_method", "hist");
        parameters.put("grow_policy", "lossguide");
        parameters.put("max_leaves", leaves);
        parameters.put("max_depth", 0);
        parameters.put("eta", .07);
        parameters.put("lambda", 20);
        parameters.put("min_child_weight", 1);
        parameters.put("colsample_bytree", .7);
        parameters.put("base_score", 0);
        parameters.put("nthread", threads);
        parameters.put("seed", seed);
        parameters.put("verbosity", 1);
        return parameters;
    }

    private static void listwise(
            Questions questions, float[] margins, Random random, float[] gradients, float[] curvatures) {
        for (int question = 0; question < questions.size(); question++) {
            int from = questions.start(question);
            int to = questions.start(question + 1);
            if (random.nextFloat() >= SHARE_OF_QUESTIONS) {
                Arrays.fill(gradients, from, to, 0);
                Arrays.fill(curvatures, from, to, 0);
                continue;
            }
            double sum = 0;
            float largest = Float.NEGATIVE_INFINITY;
            for (int row = from; row < to; row++) {
                largest = Math.max(largest, margins[row]);
            }
            for (int row = from; row < to; row++) {
                gradients[row] = (float) Math.exp(margins[row] - largest);
                sum += gradients[row];
            }
            for (int row = from; row < to; row++) {
                float chance = (float) (gradients[row] / sum);
                gradients[row] = chance - (row == questions.answer(question) ? 1 : 0);
                curvatures[row] = Math.max(SMALLEST_CURVATURE, chance * (1 - chance));
            }
        }
    }
}
