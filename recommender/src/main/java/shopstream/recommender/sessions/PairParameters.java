package shopstream.recommender.sessions;

import java.io.IOException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/**
 * What two items of one session, d steps apart, count for each other. The defaults served sets that they were not tuned for.
 *
 * @param forward the distance over which the weight of a later item falls to 1/e
 * @param backward the same for an earlier item
 * @param back what an earlier item counts, a later one being 1
 * @param recency the share of all sessions after which a session counts 1/e
 * @param length a session of n events counts n to the power of minus this
 * @param self what it counts when the later item is the same one again
 */
public record PairParameters(double forward, double backward, double back, double recency, double length, double self) {

    /** Items further apart have nothing to do with each other. */
    static final int REACH = 20;

    /** For what belongs together. */
    public static final PairParameters TOGETHER = new PairParameters(2, 10, .4, .5, .3, 3);

    /** For what comes next, and soon. */
    public static final PairParameters NEXT = new PairParameters(1, 1, 0, .8, 0, 1);

    float[] forwardWeights(boolean same) {
        return weights(forward, same ? self : 1);
    }

    float[] backwardWeights(boolean same) {
        return weights(backward, same ? 0 : back);
    }

    private static float[] weights(double scale, double factor) {
        var weights = new float[REACH + 1];
        for (int distance = 1; distance <= REACH; distance++) {
            weights[distance] = (float) (factor * Math.exp(-(distance - 1) / scale));
        }
        return weights;
    }

    void write(ModelOutput output) throws IOException {
        for (double each : new double[] {forward, backward, back, recency, length, self}) {
            output.number(each);
        }
    }

    static PairParameters read(ModelInput input) throws IOException {
        return new PairParameters(
                input.fraction(),
                input.fraction(),
                input.fraction(),
                input.fraction(),
                input.fraction(),
                input.fraction());
    }
}
