package shopstream.recommender.embedding;

import java.util.Arrays;
import java.util.Random;

/**
 * The loss of a batch: how surprising each session's next item is among the next items of the whole batch and items drawn at
 * random, corrected for how likely each was to be drawn (Jean et al., ACL 2015; the logQ correction of Yi et al., RecSys 2019).
 * What came next in another part of the same visit is no wrong answer, and is left out.
 */
final class SampledSoftmax {
    private static final int D = SessionEmbedding.DIMENSIONS;

    /** How sharply likeness, which is between −1 and 1, decides. */
    private static final float SHARPNESS = 13;

    private final Threads threads;
    private final NegativeItems drawn;
    private final int negatives;
    private final int[] targets;
    private final float[] corrections;
    private final int[] firstOf;
    private final int[] nextOf;
    private final float[] targetVectors;
    private final float[] shares;
    private final double[] losses;
    private final float[] sessionGradients;
    private final float[] targetGradients;

    SampledSoftmax(NegativeItems drawn, int items, int batch, int negatives, Threads threads) {
        this.threads = threads;
        this.drawn = drawn;
        this.negatives = negatives;
        int width = batch + negatives;
        targets = new int[width];
        corrections = new float[width];
        firstOf = new int[items];
        Arrays.fill(firstOf, -1);
        nextOf = new int[width];
        targetVectors = new float[width * D];
        shares = new float[batch * width];
        losses = new double[batch];
        sessionGradients = new float[batch * D];
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
     * @param visits which visit each session is the beginning of; those of one visit lie side by side
     * @return the mean loss
     */
    double gradients(
            int[] nexts, int[] visits, int sessions, float[] sessionVectors, float[] itemVectors, Random random) {
        int count = targets(sessions);
        chooseTargets(nexts, sessions, random);
        for (int target = 0; target < count; target++) {
            System.arraycopy(itemVectors, targets[target] * D, targetVectors, target * D, D);
        }
        Matrices.productWithTransposed(shares, 0, sessionVectors, targetVectors, sessions, D, count);
        linkTargets(count);
        threads.divide(sessions, (from, to) -> {
            for (int session = from; session < to; session++) {
                losses[session] = normalise(session, nexts, visits, sessions);
            }
        });
        unlinkTargets(count);
        Matrices.product(sessionGradients, 0, shares, targetVectors, sessions, count, D);
        Matrices.productOfTransposed(targetGradients, 0, shares, sessionVectors, count, sessions, D);
        return Arrays.stream(losses, 0, sessions).sum() / sessions;
    }

    private void chooseTargets(int[] nexts, int sessions, Random random) {
        int count = targets(sessions);
        for (int n = 0; n < count; n++) {
            int item = n < sessions ? nexts[n] : drawn.draw(random);
            targets[n] = item;
            corrections[n] = (float) -Math.log((double) drawn.chance(item) * count);
        }
    }

    /** Turns the scores of a session into the gradients of the scores, and returns its loss. */
    private double normalise(int session, int[] nexts, int[] visits, int sessions) {
        int count = targets(sessions);
        int row = session * count;
        Matrices.exponentiate(shares, row, row + count, SHARPNESS, corrections);
        maskAccidentalHits(session, nexts[session], row);
        maskSameVisit(session, visits, sessions, row);
        // What came next was not drawn, so its own score is not corrected.
        shares[row + session] *= (float) Math.exp(-corrections[session]);
        float sum = 0;
        for (int n = row; n < row + count; n++) {
            sum += shares[n];
        }
        double loss = -Math.log(shares[row + session] / sum);
        float scale = SHARPNESS / sessions;
        float factor = scale / sum;
        for (int n = row; n < row + count; n++) {
            shares[n] *= factor;
        }
        shares[row + session] -= scale;
        return loss;
    }

    /** The next item of a session is not among those it is compared with. */
    private void maskAccidentalHits(int session, int next, int row) {
        for (int target = firstOf[next]; target >= 0; target = nextOf[target]) {
            if (target != session) {
                shares[row + target] = 0;
            }
        }
    }

    private void maskSameVisit(int session, int[] visits, int sessions, int row) {
        for (int other = session - 1; other >= 0 && visits[other] == visits[session]; other--) {
            shares[row + other] = 0;
        }
        for (int other = session + 1; other < sessions && visits[other] == visits[session]; other++) {
            shares[row + other] = 0;
        }
    }

    /** Notes at which places each item is a target. */
    private void linkTargets(int count) {
        for (int target = 0; target < count; target++) {
            nextOf[target] = firstOf[targets[target]];
            firstOf[targets[target]] = target;
        }
    }

    private void unlinkTargets(int count) {
        for (int target = 0; target < count; target++) {
            firstOf[targets[target]] = -1;
        }
    }
}
