package shopstream.recommender.embedding;

import java.util.Arrays;
import java.util.Random;

/**
 * What is trained besides the items' vectors. Matrices are laid out by input, so that a vector is multiplied from the left:
 * {@code y = x·W}.
 *
 * @param toHidden W1, of each item
 * @param lastToHidden W2, of the last item
 * @param lastToOut W3, of the last item
 * @param meanToOut W4, of the mean that attention makes
 * @param places p, a vector for each place from the end
 * @param attention v
 * @param bias b, for each place from the end
 */
record Weights(
        float[] toHidden,
        float[] lastToHidden,
        float[] lastToOut,
        float[] meanToOut,
        float[] places,
        float[] attention,
        float[] bias) {

    static final int D = SessionEmbedding.DIMENSIONS;
    static final int PLACES = SessionEmbedding.PLACES;

    static Weights zero() {
        return new Weights(
                new float[D * D],
                new float[D * D],
                new float[D * D],
                new float[D * D],
                new float[PLACES * D],
                new float[D],
                new float[PLACES]);
    }

    static Weights random(Random random) {
        Weights weights = zero();
        for (float[] each : weights.all()) {
            fill(each, random);
        }
        Arrays.fill(weights.bias, 0);
        return weights;
    }

    Weights copy() {
        return new Weights(
                toHidden.clone(),
                lastToHidden.clone(),
                lastToOut.clone(),
                meanToOut.clone(),
                places.clone(),
                attention.clone(),
                bias.clone());
    }

    static void fill(float[] values, Random random) {
        float spread = (float) (1 / Math.sqrt(D));
        for (int n = 0; n < values.length; n++) {
            values[n] = spread * (2 * random.nextFloat() - 1);
        }
    }

    float[][] all() {
        return new float[][] {toHidden, lastToHidden, lastToOut, meanToOut, places, attention, bias};
    }
}
