package shopstream.recommender.embedding;

import java.util.Arrays;
import java.util.Random;

/** The vectors of many sessions at once, and the way back: what a change of them asks of weights and items. */
final class EncoderBatch {
    private static final int D = SessionEmbedding.DIMENSIONS;
    private static final int PLACES = SessionEmbedding.PLACES;

    private final Threads threads;
    private final Weights weights;
    private final float dropped;
    private final int[] items;
    private final int[] starts;
    private final float[] inputs;
    private final float[] hidden;
    private final float[] hiddenGradients;
    private final float[] inputGradients;
    private final float[] attention;
    private final float[] lasts;
    private final float[] means;
    private final float[] ofLasts;
    private final float[] lastGradients;
    private final float[] meanGradients;
    private final float[] hiddenSums;
    private final float[] vectors;
    private final float[] norms;
    private final Weights gradients = Weights.zero();
    private int sessions;

    /** @param dropped the share of each item's numbers that training does without, anew each time (Srivastava et al., JMLR 2014) */
    EncoderBatch(Weights weights, int capacity, float dropped, Threads threads) {
        this.weights = weights;
        this.dropped = dropped;
        this.threads = threads;
        int rows = capacity * PLACES;
        items = new int[rows];
        starts = new int[capacity + 1];
        inputs = new float[rows * D];
        hidden = new float[rows * D];
        hiddenGradients = new float[rows * D];
        inputGradients = new float[rows * D];
        attention = new float[rows];
        lasts = new float[capacity * D];
        means = new float[capacity * D];
        ofLasts = new float[capacity * D];
        lastGradients = new float[capacity * D];
        meanGradients = new float[capacity * D];
        hiddenSums = new float[capacity * D];
        vectors = new float[capacity * D];
        norms = new float[capacity];
    }

    void clear() {
        sessions = 0;
    }

    /** Adds a session's last items, read backwards from the end of its prefix, with a part of each vector dropped. */
    void add(int[] session, int length, float[] itemVectors, Random random) {
        int row = starts[sessions];
        for (int steps = 0; steps < Math.min(PLACES, length); steps++, row++) {
            int item = session[length - 1 - steps];
            items[row] = item;
            for (int d = 0; d < D; d++) {
                boolean kept = random.nextFloat() >= dropped;
                inputs[row * D + d] = kept ? itemVectors[item * D + d] / (1 - dropped) : 0;
            }
        }
        System.arraycopy(inputs, starts[sessions] * D, lasts, sessions * D, D);
        sessions++;
        starts[sessions] = row;
    }

    int sessions() {
        return sessions;
    }

    /** How many items all sessions of the batch have together. */
    int rows() {
        return starts[sessions];
    }

    int item(int row) {
        return items[row];
    }

    /** The sessions' vectors, one after the other. */
    float[] vectors() {
        return vectors;
    }

    float[] inputGradients() {
        return inputGradients;
    }

    Weights gradients() {
        return gradients;
    }

    /** Works out the sessions' vectors. */
    void forward() {
        Matrices.product(hidden, 0, inputs, weights.toHidden(), rows(), D, D);
        Matrices.product(ofLasts, 0, lasts, weights.lastToHidden(), sessions, D, D);
        threads.divide(sessions, (from, to) -> {
            for (int session = from; session < to; session++) {
                attend(session);
            }
        });
        Matrices.product(vectors, 0, lasts, weights.lastToOut(), sessions, D, D);
        Matrices.product(vectors, 1, means, weights.meanToOut(), sessions, D, D);
        for (int session = 0; session < sessions; session++) {
            norms[session] = Matrices.normalise(vectors, session * D, D);
        }
    }

    private void attend(int session) {
        int start = starts[session];
        int end = starts[session + 1];
        float sum = 0;
        for (int row = start; row < end; row++) {
            int at = row * D;
            int place = (row - start) * D;
            for (int d = 0; d < D; d++) {
                hidden[at + d] += ofLasts[session * D + d] + weights.places()[place + d];
            }
            Matrices.sigmoid(hidden, at, at + D);
            float score = Matrices.dot(hidden, at, weights.attention(), 0, D) + weights.bias()[row - start];
            attention[row] = (float) Math.exp(score);
            sum += attention[row];
        }
        int mean = session * D;
        Arrays.fill(means, mean, mean + D, 0);
        for (int row = start; row < end; row++) {
            float share = attention[row] / sum;
            attention[row] = share;
            for (int d = 0; d < D; d++) {
                means[mean + d] = Math.fma(share, inputs[row * D + d], means[mean + d]);
            }
        }
    }

    /**
     * Works out the gradients of weights and inputs.
     *
     * @param vectorGradients of the sessions' vectors; written over
     */
    void backward(float[] vectorGradients) {
        for (float[] each : gradients.all()) {
            Arrays.fill(each, 0);
        }
        for (int session = 0; session < sessions; session++) {
            throughLength(vectorGradients, session);
        }
        ofWeights(gradients.lastToOut(), lasts, vectorGradients, sessions);
        ofWeights(gradients.meanToOut(), means, vectorGradients, sessions);
        ofInputs(lastGradients, 0, vectorGradients, weights.lastToOut(), sessions);
        ofInputs(meanGradients, 0, vectorGradients, weights.meanToOut(), sessions);
        threads.divide(sessions, (from, to) -> {
            for (int session = from; session < to; session++) {
                throughAttention(session);
            }
        });
        ofAttention();
        ofWeights(gradients.toHidden(), inputs, hiddenGradients, rows());
        ofWeights(gradients.lastToHidden(), lasts, hiddenSums, sessions);
        ofInputs(inputGradients, 1, hiddenGradients, weights.toHidden(), rows());
        ofInputs(lastGradients, 1, hiddenSums, weights.lastToHidden(), sessions);
        for (int session = 0; session < sessions; session++) {
            int row = starts[session] * D;
            for (int d = 0; d < D; d++) {
                inputGradients[row + d] += lastGradients[session * D + d];
            }
        }
        for (int n = 0; n < rows() * D; n++) {
            inputGradients[n] = inputs[n] == 0 ? 0 : inputGradients[n] / (1 - dropped);
        }
    }

    /** A vector of length one can only turn. */
    private void throughLength(float[] gradients, int session) {
        int at = session * D;
        float along = Matrices.dot(gradients, at, vectors, at, D);
        for (int d = at; d < at + D; d++) {
            gradients[d] = (gradients[d] - along * vectors[d]) / norms[session];
        }
    }

    private static void ofWeights(float[] result, float[] inputs, float[] outputGradients, int rows) {
        Matrices.productOfTransposed(result, 0, inputs, outputGradients, D, rows, D);
    }

    private static void ofInputs(float[] result, float kept, float[] outputGradients, float[] matrix, int rows) {
        Matrices.productWithTransposed(result, kept, outputGradients, matrix, rows, D, D);
    }

    private void throughAttention(int session) {
        int start = starts[session];
        int end = starts[session + 1];
        int mean = session * D;
        float expected = Matrices.dot(meanGradients, mean, means, mean, D);
        Arrays.fill(hiddenSums, mean, mean + D, 0);
        for (int row = start; row < end; row++) {
            int at = row * D;
            float share = attention[row];
            float gradient = share * (Matrices.dot(meanGradients, mean, inputs, at, D) - expected);
            attention[row] = gradient;
            for (int d = 0; d < D; d++) {
                float s = hidden[at + d];
                float change = gradient * weights.attention()[d] * s * (1 - s);
                hiddenGradients[at + d] = change;
                hiddenSums[mean + d] += change;
                inputGradients[at + d] = share * meanGradients[mean + d];
            }
        }
    }

    /** After {@link #throughAttention} a row's attention is its gradient. */
    private void ofAttention() {
        for (int session = 0; session < sessions; session++) {
            int start = starts[session];
            for (int row = start; row < starts[session + 1]; row++) {
                float gradient = attention[row];
                int place = (row - start) * D;
                gradients.bias()[row - start] += gradient;
                for (int d = 0; d < D; d++) {
                    gradients.attention()[d] =
                            Math.fma(gradient, hidden[row * D + d], gradients.attention()[d]);
                    gradients.places()[place + d] += hiddenGradients[row * D + d];
                }
            }
        }
    }
}
