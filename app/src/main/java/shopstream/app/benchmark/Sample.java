package shopstream.app.benchmark;

import java.util.Arrays;

/** Values that were measured, in order of size. */
final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /** @throws IllegalArgumentException when there is no value */
    static Sample of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A sample needs at least one value; nothing was measured");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    /** The least value that at least this share of all do not exceed (nearest rank). @param share above 0, at most 1 */
    double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A percentile's share is above 0 and at most 1, not " + share);
        }
        // A hair less before rounding up: 0.99 of 100 is the 99th, whatever the multiplication makes of it.
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.max(1, rank) - 1];
    }

    double median() {
        return percentile(0.5);
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    int size() {
        return sorted.length;
    }
}
