package shopstream.recommender.ranking;

import java.util.Arrays;

/**
 * A weighted sum of the features, each measured in its spread around its mean.
 *
 * @param means of the features
 * @param scales one divided by their spreads; 0 for one that does not vary
 * @param weights what one spread more counts
 */
record LinearRanking(float[] means, float[] scales, float[] weights) {

    /** The order of candidates before anything is learned: by the methods' ranks, without what the session's items are ahead. @param width how many features there are */
    static LinearRanking merged(int width) {
        var ranking = new LinearRanking(new float[width], new float[width], new float[width]);
        Arrays.fill(ranking.scales, 1);
        ranking.weights[Feature.MERGED.column()] = 1;
        ranking.weights[Feature.IN_SESSION.column()] = -Candidates.IN_SESSION;
        return ranking;
    }

    /** How many features it knows, the first ones of a row. */
    int width() {
        return weights.length;
    }

    float score(float[] rows, int row) {
        float score = 0;
        for (int column = 0; column < weights.length; column++) {
            score += (rows[row + column] - means[column]) * scales[column] * weights[column];
        }
        return score;
    }

    /** Adds what each feature contributes. */
    void explain(float[] rows, int row, float[] contributions) {
        for (int column = 0; column < weights.length; column++) {
            contributions[column] += (rows[row + column] - means[column]) * scales[column] * weights[column];
        }
    }

    long bytes() {
        return 12L * weights.length;
    }
}
