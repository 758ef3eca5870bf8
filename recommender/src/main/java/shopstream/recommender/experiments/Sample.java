package shopstream.recommender.experiments;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * One figure of each of many visitors: its mean, and how sure that is. Of the differences of two means, Welch's interval (The
 * generalization of "Student's" problem when several different population variances are involved, Biometrika 1947), which does
 * not ask both to vary alike.
 */
final class Sample {
    private static final double BOTH_SIDES = 0.975;

    private long count;
    private double mean;
    private double squares;

    /** Adds a visitor's figure, by Welford's sums, which do not lose the small differences of large figures. */
    void add(double figure) {
        count++;
        double from = figure - mean;
        mean += from / count;
        squares += from * (figure - mean);
    }

    long count() {
        return count;
    }

    /** The mean, of at least two figures. */
    Estimate mean() {
        return around(mean, Math.sqrt(error()), count - 1);
    }

    /** How much larger its mean is than another's, of at least two figures each. */
    Estimate minus(Sample other) {
        double sum = error() + other.error();
        double freedom = sum == 0
                ? 1
                : sum * sum / (error() * error() / (count - 1) + other.error() * other.error() / (other.count - 1));
        return around(mean - other.mean, Math.sqrt(sum), freedom);
    }

    /** The squared standard error of the mean. */
    private double error() {
        return squares / (count - 1) / count;
    }

    private static Estimate around(double value, double error, double freedom) {
        double reach = error == 0 ? 0 : new TDistribution(freedom).inverseCumulativeProbability(BOTH_SIDES) * error;
        return new Estimate(value, value - reach, value + reach);
    }
}
