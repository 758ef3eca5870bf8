package shopstream.recommender.sessions;

import java.util.Arrays;

/**
 * The best of many scored items: a heap of fixed size while they are offered, then sorted. Of equal scores the item with
 * the lower index is the better one, so that answers do not depend on the order of offers. Made once and used again.
 */
public final class Shortlist {
    private final int[] items;
    private final float[] scores;
    private int size;

    public Shortlist(int capacity) {
        this.items = new int[capacity];
        this.scores = new float[capacity];
    }

    public void clear() {
        size = 0;
    }

    /** Takes the item if it is among the best so far. */
    public void offer(int item, float score) {
        if (size < items.length) {
            rise(size++, item, score);
        } else if (size > 0 && isWorse(items[0], scores[0], item, score)) {
            sink(size, item, score);
        }
    }

    /** Brings the best to the front; nothing may be offered afterwards. */
    public void sort() {
        for (int end = size - 1; end > 0; end--) {
            int item = items[end];
            float score = scores[end];
            items[end] = items[0];
            scores[end] = scores[0];
            sink(end, item, score);
        }
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return items.length;
    }

    /** The item at a rank, from 0. */
    public int item(int rank) {
        return items[rank];
    }

    public float score(int rank) {
        return scores[rank];
    }

    /** The rank of an item, from 0, or -1. */
    public int rank(int item) {
        for (int rank = 0; rank < size; rank++) {
            if (items[rank] == item) {
                return rank;
            }
        }
        return -1;
    }

    /** The items, the best first. */
    public int[] items() {
        return Arrays.copyOf(items, size);
    }

    /** Their scores, in the same order. */
    public float[] scores() {
        return Arrays.copyOf(scores, size);
    }

    private void rise(int from, int item, float score) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isWorse(item, score, items[parent], scores[parent])) {
                break;
            }
            put(at, items[parent], scores[parent]);
            at = parent;
        }
        put(at, item, score);
    }

    private void sink(int end, int item, float score) {
        int at = 0;
        for (int child = 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && isWorse(items[child + 1], scores[child + 1], items[child], scores[child])) {
                child++;
            }
            if (!isWorse(items[child], scores[child], item, score)) {
                break;
            }
            put(at, items[child], scores[child]);
            at = child;
        }
        put(at, item, score);
    }

    private void put(int at, int item, float score) {
        items[at] = item;
        scores[at] = score;
    }

    private static boolean isWorse(int item, float score, int otherItem, float otherScore) {
        return score < otherScore || score == otherScore && item > otherItem;
    }
}
