package shopstream.recommender.embedding;

import java.io.IOException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;

/**
 * Vectors of items, and a session's vector worked out from its last items z_t (t steps from the end):
 * {@code a = softmax_t(v·σ(z_t·W1 + z_0·W2 + p_t) + b_t)}, {@code u = Σ a_t z_t}, {@code h = norm(z_0·W3 + u·W4)}. The next
 * item is the one whose vector points where h does. After STAMP and SR-GNN, with normalised vectors and places.
 */
public final class SessionEmbedding implements SessionMethod {
    /** The length of a vector. */
    public static final int DIMENSIONS = 96;

    /** As many items of a session's end count. */
    static final int PLACES = 10;

    private static final int D = DIMENSIONS;

    private final float[] vectors;
    private final boolean[] trained;
    private final Weights weights;

    /**
     * @param vectors of all items, each of length one, one after the other
     * @param trained which items have been seen in training
     */
    SessionEmbedding(float[] vectors, boolean[] trained, Weights weights) {
        this.vectors = vectors;
        this.trained = trained;
        this.weights = weights;
    }

    float[] vectors() {
        return vectors;
    }

    boolean[] trained() {
        return trained;
    }

    Weights weights() {
        return weights;
    }

    /**
     * The same vectors for items that have other numbers elsewhere.
     *
     * @param numbers of each item; negative for one that has none there
     */
    public SessionEmbedding numbered(int[] numbers) {
        int items = 0;
        for (int number : numbers) {
            items = Math.max(items, number + 1);
        }
        var moved = new float[items * D];
        var known = new boolean[items];
        for (int item = 0; item < Math.min(numbers.length, trained.length); item++) {
            if (numbers[item] >= 0) {
                System.arraycopy(vectors, item * D, moved, numbers[item] * D, D);
                known[numbers[item]] = trained[item];
            }
        }
        return new SessionEmbedding(moved, known, weights);
    }

    /** Whether an item has a vector. */
    public boolean knows(int item) {
        return item >= 0 && item < trained.length && trained[item];
    }

    /** How alike two items are, from −1 to 1; 0 if one of them is not known. */
    public float cosine(int item, int other) {
        return knows(item) && knows(other) ? Matrices.dot(vectors, item * D, vectors, other * D, D) : 0;
    }

    /** How well an item goes with a session's vector, from −1 to 1; −1 if it is not known. */
    public float score(float[] session, int item) {
        return knows(item) ? Matrices.dot(session, 0, vectors, item * D, D) : -1;
    }

    @Override
    public String name() {
        return "session embedding";
    }

    @Override
    public long bytes() {
        long floats = vectors.length;
        for (float[] each : weights.all()) {
            floats += each.length;
        }
        return 4 * floats + trained.length;
    }

    /** Works out vectors of sessions, for one thread. */
    public Encoder encoder() {
        return new Encoder(this);
    }

    @Override
    public SessionScorer scorer() {
        Encoder encoder = encoder();
        var vector = new float[D];
        return (session, into) -> scoreAll(encoder, session, vector, into);
    }

    private void scoreAll(Encoder encoder, int[] session, float[] vector, Shortlist into) {
        into.clear();
        if (encoder.encode(session, vector)) {
            for (int item = 0; item < trained.length; item++) {
                if (trained[item]) {
                    into.offer(item, score(vector, item));
                }
            }
        }
        into.sort();
    }

    public void write(ModelOutput output) throws IOException {
        output.numbers(vectors);
        int[] known = new int[trained.length];
        for (int item = 0; item < known.length; item++) {
            known[item] = trained[item] ? 1 : 0;
        }
        output.numbers(known);
        for (float[] each : weights.all()) {
            output.numbers(each);
        }
    }

    public static SessionEmbedding read(ModelInput input) throws IOException {
        float[] vectors = input.floats();
        int[] known = input.ints();
        var trained = new boolean[known.length];
        for (int item = 0; item < known.length; item++) {
            trained[item] = known[item] == 1;
        }
        Weights weights = new Weights(
                input.floats(),
                input.floats(),
                input.floats(),
                input.floats(),
                input.floats(),
                input.floats(),
                input.floats());
        return new SessionEmbedding(vectors, trained, weights);
    }
}
