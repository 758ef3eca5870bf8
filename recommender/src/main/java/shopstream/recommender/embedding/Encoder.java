package shopstream.recommender.embedding;

import java.util.Arrays;

/** Works out the vectors of sessions, one at a time; keeps its room and makes nothing anew. */
public final class Encoder {
    private static final int D = SessionEmbedding.DIMENSIONS;

    private final SessionEmbedding embedding;
    private final int[] items = new int[SessionEmbedding.PLACES];
    private final float[] ofLast = new float[D];
    private final float[] hidden = new float[D];
    private final float[] mean = new float[D];
    private final float[] attention = new float[SessionEmbedding.PLACES];

    Encoder(SessionEmbedding embedding) {
        this.embedding = embedding;
    }

    /**
     * Puts the session's vector, of length one, into an array.
     *
     * @return whether there is one: not if no item is known
     */
    public boolean encode(int[] session, float[] vector) {
        Arrays.fill(vector, 0);
        int count = 0;
        for (int place = session.length - 1; place >= 0 && count < items.length; place--) {
            if (embedding.knows(session[place])) {
                items[count++] = session[place];
            }
        }
        if (count == 0) {
            return false;
        }
        attend(count);
        Weights weights = embedding.weights();
        multiply(embedding.vectors(), items[0] * D, weights.lastToOut(), vector);
        multiply(mean, 0, weights.meanToOut(), vector);
        Matrices.normalise(vector, 0, D);
        return true;
    }

    private void attend(int count) {
        Weights weights = embedding.weights();
        Arrays.fill(ofLast, 0);
        multiply(embedding.vectors(), items[0] * D, weights.lastToHidden(), ofLast);
        float sum = 0;
        for (int place = 0; place < count; place++) {
            System.arraycopy(ofLast, 0, hidden, 0, D);
            multiply(embedding.vectors(), items[place] * D, weights.toHidden(), hidden);
            for (int d = 0; d < D; d++) {
                hidden[d] += weights.places()[place * D + d];
            }
            Matrices.sigmoid(hidden, 0, D);
            float score = Matrices.dot(hidden, 0, weights.attention(), 0, D) + weights.bias()[place];
            attention[place] = (float) Math.exp(score);
            sum += attention[place];
        }
        Arrays.fill(mean, 0);
        for (int place = 0; place < count; place++) {
            float share = attention[place] / sum;
            int at = items[place] * D;
            for (int d = 0; d < D; d++) {
                mean[d] += share * embedding.vectors()[at + d];
            }
        }
    }

    private static void multiply(float[] vector, int from, float[] matrix, float[] result) {
        for (int d = 0; d < D; d++) {
            float x = vector[from + d];
            int row = d * D;
            for (int e = 0; e < D; e++) {
                result[e] = Math.fma(x, matrix[row + e], result[e]);
            }
        }
    }
}
