package shopstream.recommender.embedding;

import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import shopstream.recommender.sessions.Sessions;

/**
 * Trains a {@link SessionEmbedding}: eight times through all sessions, oldest first, so that what is new is learned last, in
 * smaller and smaller steps. The same sessions and seed give the same embedding, on any number of threads.
 */
public final class EmbeddingTraining {
    private static final int D = SessionEmbedding.DIMENSIONS;
    private static final int BATCH = 512;
    private static final int NEGATIVES = 2048;
    private static final float DROPPED = .2f;
    private static final int EPOCHS = 8;
    private static final double RATE = .004;
    private static final int EPOCHS_MORE = 4;
    private static final float NEW = .1f;

    /** More examples than this are the newest ones, so that training ends in a foreseeable time. */
    private static final int LARGEST_EPOCH = 1_000_000;

    private final int threads;
    private final long seed;
    private final Consumer<String> progress;

    public EmbeddingTraining(int threads, long seed, Consumer<String> progress) {
        this.threads = threads;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * An embedding of the items of some sessions.
     *
     * @param items how many items there are; those that are in no session get no vector
     */
    public SessionEmbedding train(Sessions sessions, int items) {
        var random = new Random(seed);
        float[] raw = new float[items * D];
        Weights.fill(raw, random);
        return train(sessions, raw, Weights.random(random), random, EPOCHS, RATE);
    }

    /**
     * An embedding that goes on from one of older sessions: four times through all. It costs half
     * of a new one, and is as good.
     *
     * @param sessions those that the older embedding has seen, and newer ones
     */
    public SessionEmbedding goOn(SessionEmbedding older, Sessions sessions) {
        float[] raw = older.vectors().clone();
        for (int item = 0; item < raw.length / D; item++) {
            if (!older.knows(item)) {
                shorten(raw, item * D);
            }
        }
        return train(sessions, raw, older.weights().copy(), new Random(seed), EPOCHS_MORE, RATE);
    }

    /** A step turns a short vector further: what is new has to find its place from anywhere, in a few steps. */
    private static void shorten(float[] raw, int from) {
        for (int d = from; d < from + D; d++) {
            raw[d] *= NEW;
        }
    }

    private SessionEmbedding train(
            Sessions sessions, float[] raw, Weights weights, Random random, int epochs, double rate) {
        int items = raw.length / D;
        int[] counts = counts(sessions, items);
        var vectors = new ItemVectors(raw);
        var examples = new TrainingExamples(sessions);
        if (examples.size() > 0) {
            try (var pool = new Threads(threads)) {
                new Run(pool, weights, vectors, new NegativeItems(counts), items, random).train(examples, epochs, rate);
            }
        }
        var trained = new boolean[items];
        for (int item = 0; item < items; item++) {
            trained[item] = counts[item] > 0;
        }
        return new SessionEmbedding(vectors.unit(), trained, weights);
    }

    private static int[] counts(Sessions sessions, int items) {
        int[] counts = new int[items];
        for (int session = 0; session < sessions.count(); session++) {
            for (int place = 0; place < sessions.length(session); place++) {
                counts[sessions.item(session, place)]++;
            }
        }
        return counts;
    }

    /** One training, with its room. */
    private final class Run {
        private final Threads pool;
        private final Weights weights;
        private final Adam[] optimisers;
        private final ItemVectors vectors;
        private final EncoderBatch encoder;
        private final SampledSoftmax softmax;
        private final Random random;
        private final int[] nexts = new int[BATCH];
        private final int[] visits = new int[BATCH];

        Run(Threads pool, Weights weights, ItemVectors vectors, NegativeItems drawn, int items, Random random) {
            this.pool = pool;
            this.weights = weights;
            this.vectors = vectors;
            this.random = random;
            this.encoder = new EncoderBatch(weights, BATCH, DROPPED, pool);
            this.softmax = new SampledSoftmax(drawn, items, BATCH, NEGATIVES, pool);
            float[][] all = weights.all();
            this.optimisers = new Adam[all.length];
            for (int n = 0; n < all.length; n++) {
                optimisers[n] = new Adam(all[n]);
            }
        }

        void train(TrainingExamples examples, int epochs, double highest) {
            int first = Math.max(0, examples.size() - LARGEST_EPOCH);
            int batches = (examples.size() - first + BATCH - 1) / BATCH;
            int steps = batches * epochs;
            int step = 0;
            for (int epoch = 0; epoch < epochs; epoch++) {
                double loss = 0;
                for (int batch = first; batch < examples.size(); batch += BATCH) {
                    double rate = highest * (1 - (double) step / steps);
                    step++;
                    loss += train(examples, batch, Math.min(examples.size(), batch + BATCH), Adam.Pace.of(rate, step));
                }
                progress.accept(String.format(
                        Locale.ROOT, "embedding: epoch %d of %d, loss %.3f", epoch + 1, epochs, loss / batches));
            }
        }

        private double train(TrainingExamples examples, int from, int to, Adam.Pace pace) {
            encoder.clear();
            for (int example = from; example < to; example++) {
                int[] items = examples.items(example);
                encoder.add(items, items.length, vectors.unit(), random);
                nexts[example - from] = examples.next(example);
                visits[example - from] = examples.visit(example);
            }
            encoder.forward();
            int sessions = encoder.sessions();
            double loss = softmax.gradients(nexts, visits, sessions, encoder.vectors(), vectors.unit(), random);
            encoder.backward(softmax.sessionGradients());
            for (int target = 0; target < softmax.targets(sessions); target++) {
                vectors.add(softmax.target(target), softmax.targetGradients(), target * D);
            }
            for (int row = 0; row < encoder.rows(); row++) {
                vectors.add(encoder.item(row), encoder.inputGradients(), row * D);
            }
            vectors.step(pace, pool);
            float[][] values = weights.all();
            float[][] gradients = encoder.gradients().all();
            for (int n = 0; n < values.length; n++) {
                optimisers[n].step(0, values[n].length, gradients[n], 0, pace);
            }
            return loss;
        }
    }
}
