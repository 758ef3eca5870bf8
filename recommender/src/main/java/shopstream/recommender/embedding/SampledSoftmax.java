package shopstream.recommender.embedding;

import java.util.Arrays;
import java.util.Random;
import shopstream.recommender.embedding.Matrices.Left;
import shopstream.recommender.embedding.Matrices.Rows;

/**
 * The loss of a batch: how surprising each session's next item is among the next items of the whole batch and items drawn at
 * random, corrected for how likely each was to be drawn (Jean et al., ACL 2015; the logQ correction of Yi et al., RecSys 2019).
 */
final class SampledSoftmax {
    private static final int D = SessionEmbedding.DIMENSIONS;

    /** How sharply likeness, which is between −1 and 1, decides. */
    private static final float SHARPNESS = 13;

    private final Threads threads;
    private final NegativeItems drawn;
    private final int negatives;
    private final int capacity;
    private final int width;
    private final int[] targets;
    private final float[] corrections;
    private final int[] firstOf;
    private final int[] nextOf;
    private final float[] targetVectors;
    private final float[] sessionColumns;
    private final float[] shares;
    private final float[] sharesBySession;
    private final float[] sums;
    private final float[] sessionGradientColumns;
    private final float[] sessionGradients;
    private final float[] targetGradientColumns;
    private final float[] targetGradients;

    SampledSoftmax(NegativeItems drawn, int items, int batch, int negatives, Threads threads) {
        this.threads = threads;
        this.drawn = drawn;
        this.negatives = negatives;
        this.capacity = batch;
        this.width = batch + negatives;
        targets = new int[width];
        corrections = new float[width];
        firstOf = new int[items];
        Arrays.fill(firstOf, -1);
        nextOf = new int[width];
        targetVectors = new float[width * D];
        sessionColumns = new float[D * batch];
        shares = new float[width * batch];
        sharesBySession = new float[batch * width];
        sums = new float[batch];
        sessionGradientColumns = new float[D * batch];
        sessionGradients = new float[batch * D];
        targetGradientColumns = new float[D * width];
        targetGradients = new float[width * D];
    }

    /** How many items the sessions' next ones are compared with: themselves first, then those drawn. */
    int targets(int sessions) {
        return sessions + negatives;
    }

    int target(int n) {
        return targets[n];
    }

    /** Of the targets' vectors, one after the other. */
    float[] targetGradients() {
        return targetGradients;
    }

    /** Of the sessions' vectors, one after the other. */
    float[] sessionGradients() {
        return sessionGradients;
    }

    /**
     * Works out the gradients.
     *
     * @param nexts the item that came next in each session
     * @return the mean loss
     */
    double gradients(int[] nexts, int sessions, float[] sessionVectors, float[] itemVectors, Random random) {
        int count = targets(sessions);
        chooseTargets(nexts, sessions, random);
        threads.divide(
                D,
                (from, to) -> Matrices.transpose(
                        new Rows(sessionVectors, D), new Rows(sessionColumns, capacity), from, to, sessions));
        threads.divide(count, (from, to) -> score(from, to, sessions, itemVectors));
        double loss = normalise(nexts, sessions, count);
        threads.divide(
                sessions,
                (from, to) -> Matrices.transpose(
                        new Rows(shares, capacity), new Rows(sharesBySession, width), from, to, count));
        threads.divide(D, (from, to) -> multiplyBack(from, to, sessions, count, sessionVectors));
        threads.divide(
                sessions,
                (from, to) -> Matrices.transpose(
                        new Rows(sessionGradientColumns, capacity), new Rows(sessionGradients, D), from, to, D));
        threads.divide(
                count,
                (from, to) -> Matrices.transpose(
                        new Rows(targetGradientColumns, width), new Rows(targetGradients, D), from, to, D));
        return loss;
    }

    private void chooseTargets(int[] nexts, int sessions, Random random) {
        int count = targets(sessions);
        for (int n = 0; n < count; n++) {
            int item = n < sessions ? nexts[n] : drawn.draw(random);
            targets[n] = item;
            corrections[n] = (float) -Math.log((double) drawn.chance(item) * count);
        }
    }

    private void score(int from, int to, int sessions, float[] itemVectors) {
        for (int target = from; target < to; target++) {
            System.arraycopy(itemVectors, targets[target] * D, targetVectors, target * D, D);
            Arrays.fill(shares, target * capacity, target * capacity + sessions, 0);
        }
        Matrices.addProduct(
                new Rows(shares, capacity),
                new Left(targetVectors, D, 1),
                new Rows(sessionColumns, capacity),
                from,
                to,
                D,
                sessions);
        for (int target = from; target < to; target++) {
            int row = target * capacity;
            Matrices.exponentiate(shares, row, row + sessions, SHARPNESS, corrections[target]);
        }
    }

    /** Turns exponentials into the gradients of scores. */
    private double normalise(int[] nexts, int sessions, int count) {
        maskAccidentalHits(nexts, sessions, count);
        for (int session = 0; session < sessions; session++) {
            // What came next was not drawn, so its own score is not corrected.
            shares[session * capacity + session] *= (float) Math.exp(-corrections[session]);
        }
        float scale = SHARPNESS / sessions;
        threads.divide(sessions, (from, to) -> {
            Arrays.fill(sums, from, to, 0);
            for (int target = 0; target < count; target++) {
                int row = target * capacity;
                for (int session = from; session < to; session++) {
                    sums[session] += shares[row + session];
                }
            }
        });
        double loss = 0;
        for (int session = 0; session < sessions; session++) {
            loss -= Math.log(shares[session * capacity + session] / sums[session]) / sessions;
            sums[session] = scale / sums[session];
        }
        threads.divide(count, (from, to) -> {
            for (int target = from; target < to; target++) {
                int row = target * capacity;
                for (int session = 0; session < sessions; session++) {
                    shares[row + session] *= sums[session];
                }
            }
        });
        for (int session = 0; session < sessions; session++) {
            shares[session * capacity + session] -= scale;
        }
        return loss;
    }

    /** The next item of a session is not among those it is compared with. */
    private void maskAccidentalHits(int[] nexts, int sessions, int count) {
        for (int target = 0; target < count; target++) {
            nextOf[target] = firstOf[targets[target]];
            firstOf[targets[target]] = target;
        }
        for (int session = 0; session < sessions; session++) {
            for (int target = firstOf[nexts[session]]; target >= 0; target = nextOf[target]) {
                if (target != session) {
                    shares[target * capacity + session] = 0;
                }
            }
        }
        for (int target = 0; target < count; target++) {
            firstOf[targets[target]] = -1;
        }
    }

    private void multiplyBack(int from, int to, int sessions, int count, float[] sessionVectors) {
        Arrays.fill(sessionGradientColumns, from * capacity, to * capacity, 0);
        Matrices.addProduct(
                new Rows(sessionGradientColumns, capacity),
                new Left(targetVectors, 1, D),
                new Rows(shares, capacity),
                from,
                to,
                count,
                sessions);
        Arrays.fill(targetGradientColumns, from * width, to * width, 0);
        Matrices.addProduct(
                new Rows(targetGradientColumns, width),
                new Left(sessionVectors, 1, D),
                new Rows(sharesBySession, width),
                from,
                to,
                sessions,
                count);
    }
}
