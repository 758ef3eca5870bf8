package shopstream.recommender.experiments;

/** A figure that was estimated, and between which two it is with 95 % confidence. */
public record Estimate(double value, double low, double high) {
    /** Where the interval says nothing, of a difference: it may be more, and it may be less. */
    public boolean includesZero() {
        return low <= 0 && high >= 0;
    }
}
