package shopstream.recommender;

import java.util.Arrays;

/** The best of the items that were offered, as a heap whose root is the worst of those kept. One thread at a time. */
public final class BestItems {
    private final int[] items;
    private final float[] scores;
    private int size;

    /** @param wanted how many are kept, at least one */
    public BestItems(int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("The best " + wanted + " items were asked for; at least 1 is possible");
        }
        items = new int[wanted];
        scores = new float[wanted];
    }

    /** Considers one item; each item is to be offered once. */
    public void offer(int item, float score) {
        if (size < items.length) {
            siftUp(size++, item, score);
        } else if (worse(items[0], scores[0], item, score)) {
            siftDown(item, score, size);
        }
    }

    public int size() {
        return size;
    }

    /** Takes all that is kept, best first; afterwards nothing is kept. */
    public ScoredItems take() {
        ScoredItems taken = new ScoredItems(Arrays.copyOf(items, size), Arrays.copyOf(scores, size));
        for (int last = size - 1; last >= 0; last--) {
            taken.items()[last] = items[0];
            taken.scores()[last] = scores[0];
            siftDown(items[last], scores[last], last);
        }
        size = 0;
        return taken;
    }

    private void siftUp(int from, int item, float score) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!worse(item, score, items[parent], scores[parent])) {
                break;
            }
            items[at] = items[parent];
            scores[at] = scores[parent];
            at = parent;
        }
        items[at] = item;
        scores[at] = score;
    }

    /** Puts an item in the place of the root, in a heap of {@code count}. */
    private void siftDown(int item, float score, int count) {
        int at = 0;
        for (int child = 1; child < count; child = 2 * at + 1) {
            if (child + 1 < count && worse(items[child + 1], scores[child + 1], items[child], scores[child])) {
                child++;
            }
            if (!worse(items[child], scores[child], item, score)) {
                break;
            }
            items[at] = items[child];
            scores[at] = scores[child];
            at = child;
        }
        items[at] = item;
        scores[at] = score;
    }

    private static boolean worse(int item, float score, int other, float otherScore) {
        return score < otherScore || (score == otherScore && item > other);
    }
}
