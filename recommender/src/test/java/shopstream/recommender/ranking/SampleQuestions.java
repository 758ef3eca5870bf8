package shopstream.recommender.ranking;

import java.util.Random;

/** Questions whose answers are chosen by a known taste. */
final class SampleQuestions {
    static final int CANDIDATES = 12;
    static final int FEATURES = 4;

    private SampleQuestions() {}

    interface Taste {
        double score(float[] rows, int row);
    }

    static Questions of(int count, long seed, Taste taste) {
        var random = new Random(seed);
        var questions = new Questions(FEATURES, 1024);
        for (int question = 0; question < count; question++) {
            float[] rows = new float[CANDIDATES * FEATURES];
            int answer = 0;
            double best = Double.NEGATIVE_INFINITY;
            for (int candidate = 0; candidate < CANDIDATES; candidate++) {
                int row = candidate * FEATURES;
                for (int column = 0; column < FEATURES - 1; column++) {
                    rows[row + column] = (float) random.nextGaussian() * (column + 1) + column;
                }
                rows[row + FEATURES - 1] = 7;
                // What is chosen by scores with Gumbel's noise is chosen as the conditional logit says.
                double score = taste.score(rows, row) - Math.log(-Math.log(random.nextDouble()));
                if (score > best) {
                    best = score;
                    answer = candidate;
                }
            }
            questions.add(rows, FEATURES, CANDIDATES, answer);
        }
        return questions;
    }
}
