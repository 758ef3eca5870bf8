package shopstream.recommender.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gradients beside the differences that small changes make: of what is easily wrong and hardly seen. */
class GradientsTest {
    private static final int D = SessionEmbedding.DIMENSIONS;
    private static final int[][] SESSIONS = {{1, 2, 3}, {4}, {5, 6}, {7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}};
    private static final int[] VISITS = {0, 0, 1, 2, 2};
    private static final int ITEMS = 20;

    private final Threads threads = new Threads(2);
    private final Random random = new Random(5);
    private final Weights weights = Weights.random(random);
    private final float[] items = items();

    private float[] items() {
        float[] vectors = new float[ITEMS * D];
        Weights.fill(vectors, random);
        for (int item = 0; item < ITEMS; item++) {
            Matrices.normalise(vectors, item * D, D);
        }
        return vectors;
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private EncoderBatch encoded(float dropped) {
        var batch = new EncoderBatch(weights, SESSIONS.length, dropped, threads);
        var same = new Random(1);
        for (int[] session : SESSIONS) {
            batch.add(session, session.length, items, same);
        }
        batch.forward();
        return batch;
    }

    /** A sum of the vectors' numbers, each times something. */
    private double weighedVectors(float[] factors, float dropped) {
        EncoderBatch batch = encoded(dropped);
        double sum = 0;
        for (int n = 0; n < SESSIONS.length * D; n++) {
            sum += (double) factors[n] * batch.vectors()[n];
        }
        return sum;
    }

    @Test
    void theEncodersWeightsHaveTheGradientsThatSmallChangesShow() {
        float[] factors = new float[SESSIONS.length * D];
        Weights.fill(factors, random);
        EncoderBatch batch = encoded(.2f);
        batch.backward(factors.clone());

        float[][] all = weights.all();
        for (int part = 0; part < all.length; part++) {
            float[] values = all[part];
            float[] gradients = batch.gradients().all()[part];
            for (int at : mostMoving(gradients)) {
                float before = values[at];
                values[at] = before + .02f;
                double above = weighedVectors(factors, .2f);
                values[at] = before - .02f;
                double below = weighedVectors(factors, .2f);
                values[at] = before;
                double slope = (above - below) / .04;
                assertThat((double) gradients[at])
                        .as("part %d, number %d", part, at)
                        .isCloseTo(slope, within(2e-4 + .03 * Math.abs(slope)));
            }
        }
    }

    @Test
    void theItemsHaveTheGradientsThatSmallChangesShow() {
        float[] factors = new float[SESSIONS.length * D];
        Weights.fill(factors, random);
        EncoderBatch batch = encoded(.2f);
        batch.backward(factors.clone());
        float[] gradients = batch.inputGradients().clone();

        // The item of the first row is the last of the first session, which counts in two ways.
        for (int at : mostMoving(Arrays.copyOf(gradients, batch.rows() * D))) {
            int number = batch.item(at / D) * D + at % D;
            float before = items[number];
            items[number] = before + .01f;
            double above = weighedVectors(factors, .2f);
            items[number] = before - .01f;
            double below = weighedVectors(factors, .2f);
            items[number] = before;
            double slope = (above - below) / .02;
            assertThat((double) gradients[at]).isCloseTo(slope, within(2e-4 + .03 * Math.abs(slope)));
        }
    }

    private static int[] mostMoving(float[] gradients) {
        Integer[] order = new Integer[gradients.length];
        Arrays.setAll(order, n -> n);
        Arrays.sort(order, (a, b) -> Float.compare(Math.abs(gradients[b]), Math.abs(gradients[a])));
        return Arrays.stream(order).limit(12).mapToInt(n -> n).toArray();
    }

    @Test
    void theLossHasTheGradientsThatSmallChangesShow() {
        int[] nexts = {1, 2, 1, 3, 4};
        float[] sessions = new float[nexts.length * D];
        Weights.fill(sessions, random);
        int[] counts = new int[ITEMS];
        Arrays.setAll(counts, item -> item + 1);
        var drawn = new NegativeItems(counts);
        var softmax = new SampledSoftmax(drawn, ITEMS, nexts.length, 8, threads);
        softmax.gradients(nexts, VISITS, nexts.length, sessions, items, new Random(2));
        float[] gradients = softmax.sessionGradients().clone();

        for (int at : mostMoving(gradients)) {
            float before = sessions[at];
            sessions[at] = before + .002f;
            double above = softmax.gradients(nexts, VISITS, nexts.length, sessions, items, new Random(2));
            sessions[at] = before - .002f;
            double below = softmax.gradients(nexts, VISITS, nexts.length, sessions, items, new Random(2));
            sessions[at] = before;
            double slope = (above - below) / .004;
            assertThat((double) gradients[at]).isCloseTo(slope, within(1e-3 + .02 * Math.abs(slope)));
        }
    }

    @Test
    void theTargetsOfTheLossHaveTheGradientsThatSmallChangesShow() {
        int[] nexts = {1, 2, 1, 3, 4};
        float[] sessions = new float[nexts.length * D];
        Weights.fill(sessions, random);
        int[] counts = new int[ITEMS];
        Arrays.fill(counts, 1);
        var softmax = new SampledSoftmax(new NegativeItems(counts), ITEMS, nexts.length, 8, threads);
        softmax.gradients(nexts, VISITS, nexts.length, sessions, items, new Random(2));
        float[] gradients = new float[ITEMS * D];
        for (int target = 0; target < softmax.targets(nexts.length); target++) {
            for (int d = 0; d < D; d++) {
                gradients[softmax.target(target) * D + d] += softmax.targetGradients()[target * D + d];
            }
        }

        for (int at : mostMoving(gradients)) {
            float before = items[at];
            items[at] = before + .002f;
            double above = softmax.gradients(nexts, VISITS, nexts.length, sessions, items, new Random(2));
            items[at] = before - .002f;
            double below = softmax.gradients(nexts, VISITS, nexts.length, sessions, items, new Random(2));
            items[at] = before;
            double slope = (above - below) / .004;
            assertThat((double) gradients[at]).isCloseTo(slope, within(1e-3 + .02 * Math.abs(slope)));
        }
    }

    @Test
    void oneSessionIsEncodedInServiceAsInTraining() {
        EncoderBatch batch = encoded(0);
        boolean[] trained = new boolean[ITEMS];
        Arrays.fill(trained, true);
        Encoder encoder = new SessionEmbedding(items, trained, weights).encoder();
        float[] vector = new float[D];

        for (int session = 0; session < SESSIONS.length; session++) {
            encoder.encode(SESSIONS[session], vector);
            for (int d = 0; d < D; d++) {
                assertThat(vector[d]).isCloseTo(batch.vectors()[session * D + d], within(1e-4f));
            }
        }
    }
}
