package shopstream.warehouse.questions;

/**
 * How likely a count is by chance, when counts vary like a negative binomial (a Poisson whose rate is not known
 * exactly; see Gelman et al., Bayesian Data Analysis, 2.6).
 */
final class CountTail {

    private static final int TERMS = 20_000;

    private CountTail() {}

    /** The probability of at least {@code count}, given mean and variance; a variance not above the mean is Poisson's. */
    static double atLeast(long count, double mean, double variance) {
        if (count <= 0) {
            return 1;
        }
        if (mean <= 0) {
            return 0;
        }
        double size = mean * mean / Math.max(variance - mean, mean * 1e-6);
        double success = size / (size + mean);
        double term = Math.exp(logGamma(count + size)
                - logGamma(size)
                - logGamma(count + 1.0)
                + size * Math.log(success)
                + count * Math.log1p(-success));
        if (count < mean) {
            return 1;
        }
        double tail = 0;
        for (int i = 0; i < TERMS && term > 0; i++) {
            tail += term;
            double next = term * (count + i + size) / (count + i + 1.0) * (1 - success);
            if (next < tail * 1e-12) {
                break;
            }
            term = next;
        }
        return Math.min(1, tail);
    }

    /** Lanczos' approximation, as in Numerical Recipes 6.1. */
    static double logGamma(double x) {
        if (x > 1e5) {
            return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x);
        }
        double[] c = {
            76.18009172947146,
            -86.50532032941677,
            24.01409824083091,
            -1.231739572450155,
            0.1208650973866179e-2,
            -0.5395239384953e-5
        };
        double y = x;
        double t = x + 5.5;
        t -= (x + 0.5) * Math.log(t);
        double series = 1.000000000190015;
        for (double each : c) {
            series += each / ++y;
        }
        return -t + Math.log(2.5066282746310005 * series / x);
    }
}
