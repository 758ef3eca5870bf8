package shopstream.recommender.embedding;

/**
 * Steps against a gradient, each number at a pace of its own (Kingma and Ba, <i>Adam</i>, ICLR 2015). Rows that had no
 * gradient stay as they are, and so does what is remembered of them.
 */
final class Adam {
    private static final float MOMENTUM = .9f;
    private static final float VARIANCE = .999f;
    private static final float SMALLEST = 1e-8f;

    private final float[] values;
    private final float[] mean;
    private final float[] square;

    Adam(float[] values) {
        this.values = values;
        this.mean = new float[values.length];
        this.square = new float[values.length];
    }

    /** The size of a step, with what Adam corrects for its beginning. */
    record Pace(float rate, float squares) {
        static Pace of(double rate, int step) {
            return new Pace(
                    (float) (rate / (1 - Math.pow(MOMENTUM, step))), (float) (1 / (1 - Math.pow(VARIANCE, step))));
        }
    }

    /** Changes some values by the gradient at another place. */
    void step(int from, int count, float[] gradient, int gradientFrom, Pace pace) {
        float rate = pace.rate;
        float squares = pace.squares;
        for (int n = 0; n < count; n++) {
            float g = gradient[gradientFrom + n];
            float m = MOMENTUM * mean[from + n] + (1 - MOMENTUM) * g;
            float s = VARIANCE * square[from + n] + (1 - VARIANCE) * g * g;
            mean[from + n] = m;
            square[from + n] = s;
            values[from + n] -= rate * m / ((float) Math.sqrt(s * squares) + SMALLEST);
        }
    }
}
