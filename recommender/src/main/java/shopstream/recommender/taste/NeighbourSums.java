package shopstream.recommender.taste;

import java.util.Arrays;

/**
 * What the items of a history say of their neighbours, added up row by row: it takes the time of those rows, and not that of all
 * items that a shop has. One thread at a time.
 */
final class NeighbourSums {
    /**
     * So many weights are added up for one history, the newest items' first. Some items say something of very many others, and a
     * long history of such must not take longer than an answer may.
     */
    private static final int WEIGHTS_MOST = 50_000;

    private final NeighbourWeights weights;
    private final float[] sums;
    private final int[] roundOf;
    private int round;
    private int[] touched = new int[1024];
    private int size;

    NeighbourSums(NeighbourWeights weights) {
        this.weights = weights;
        this.sums = new float[weights.items()];
        this.roundOf = new int[weights.items()];
    }

    /** Takes another history in the place of the last one. @param history the newest item last */
    void become(KnownItems history) {
        round++;
        size = 0;
        int left = WEIGHTS_MOST;
        for (int at = history.size() - 1; at >= 0 && left > 0; at--) {
            left -= add(history.item(at));
        }
    }

    private int add(int source) {
        int from = weights.starts()[source];
        int to = weights.starts()[source + 1];
        for (int at = from; at < to; at++) {
            int item = weights.targets()[at];
            if (roundOf[item] != round) {
                roundOf[item] = round;
                sums[item] = 0;
                touch(item);
            }
            sums[item] += weights.weights()[at];
        }
        return to - from;
    }

    private void touch(int item) {
        if (size == touched.length) {
            touched = Arrays.copyOf(touched, 2 * size);
        }
        touched[size++] = item;
    }

    /** How many items anything was said of. */
    int size() {
        return size;
    }

    /** One of them. */
    int item(int at) {
        return touched[at];
    }

    /** What was said of an item; 0 where nothing was. */
    float of(int item) {
        return roundOf[item] == round ? sums[item] : 0;
    }
}
