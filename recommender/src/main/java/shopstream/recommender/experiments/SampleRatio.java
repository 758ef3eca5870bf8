package shopstream.recommender.experiments;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Whether visitors came to the variants in the shares that were declared. Where they did not, something takes visitors out of one
 * of them, and no comparison is true (Fabijan et al., Diagnosing Sample Ratio Mismatch, KDD 2019).
 */
final class SampleRatio {
    private static final double ALARM = 0.001;

    private SampleRatio() {}

    /**
     * How likely it is to find shares at least as far from the declared ones, by Pearson's chi-square.
     *
     * @param visitors of each variant, above 0 together
     * @param shares of each, that may sum up to anything
     */
    static double probability(long[] visitors, double[] shares) {
        double all = 0;
        double whole = 0;
        for (int i = 0; i < visitors.length; i++) {
            all += visitors[i];
            whole += shares[i];
        }
        double chiSquare = 0;
        for (int i = 0; i < visitors.length; i++) {
            double expected = all * shares[i] / whole;
            chiSquare += (visitors[i] - expected) * (visitors[i] - expected) / expected;
        }
        return 1 - new ChiSquaredDistribution(visitors.length - 1).cumulativeProbability(chiSquare);
    }

    static boolean isAlarming(double probability) {
        return probability < ALARM;
    }
}
