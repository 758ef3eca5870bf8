package shopstream.app.benchmark;

/**
 * Where a series goes: a straight line through its second half, by least squares. What settles in the first half does not
 * count.
 *
 * @param mean of the second half
 * @param perHour by how much the line rises
 * @param doubt two standard errors of that
 */
record Trend(double mean, double perHour, double doubt) {
    private static final int FEWEST = 3;
    private static final double MINUTES = 60;

    /**
     * The trend of values taken at these minutes.
     *
     * @throws IllegalArgumentException for fewer than six values, of which no line can be told
     */
    static Trend of(double[] minutes, double[] values) {
        int from = values.length / 2;
        int count = values.length - from;
        if (count < FEWEST) {
            throw new IllegalArgumentException("A trend needs at least six values, not " + values.length);
        }
        double middle = 0;
        double mean = 0;
        for (int i = from; i < values.length; i++) {
            middle += minutes[i] / count;
            mean += values[i] / count;
        }
        double spread = 0;
        double product = 0;
        for (int i = from; i < values.length; i++) {
            spread += (minutes[i] - middle) * (minutes[i] - middle);
            product += (minutes[i] - middle) * (values[i] - mean);
        }
        double slope = product / spread;
        double rest = 0;
        for (int i = from; i < values.length; i++) {
            double off = values[i] - mean - slope * (minutes[i] - middle);
            rest += off * off;
        }
        double error = Math.sqrt(rest / (count - 2) / spread);
        return new Trend(mean, slope * MINUTES, 2 * error * MINUTES);
    }

    /** Whether it rises by more than this share of its mean in an hour, and not just by chance. */
    boolean grows(double share) {
        return perHour > share * Math.abs(mean) && perHour > doubt;
    }
}
