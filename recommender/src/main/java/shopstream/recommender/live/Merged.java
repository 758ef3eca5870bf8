package shopstream.recommender.live;

import java.util.Arrays;
import shopstream.recommender.sessions.Shortlist;

/** Items from several lists with the sums of what each list says: a few hundred, in a table that is used again for each answer. */
final class Merged {
    private static final int FREE = -1;

    private int[] items = new int[1024];
    private float[] scores = new float[items.length];
    private int size;

    Merged() {
        Arrays.fill(items, FREE);
    }

    void add(int item, float score) {
        int slot = slot(item);
        if (items[slot] == FREE) {
            if (2 * size >= items.length) {
                grow();
                slot = slot(item);
            }
            items[slot] = item;
            scores[slot] = 0;
            size++;
        }
        scores[slot] += score;
    }

    private int slot(int item) {
        int mask = items.length - 1;
        int slot = item * 0x9E3779B9 >>> 7 & mask;
        while (items[slot] != item && items[slot] != FREE) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] known = items;
        float[] sums = scores;
        items = new int[2 * known.length];
        scores = new float[items.length];
        Arrays.fill(items, FREE);
        size = 0;
        for (int slot = 0; slot < known.length; slot++) {
            if (known[slot] != FREE) {
                add(known[slot], sums[slot]);
            }
        }
    }

    void clear() {
        Arrays.fill(items, FREE);
        size = 0;
    }

    /** The best of them; nothing is left here. */
    void moveTo(Shortlist into) {
        into.clear();
        for (int slot = 0; slot < items.length; slot++) {
            if (items[slot] != FREE) {
                into.offer(items[slot], scores[slot]);
            }
        }
        into.sort();
        clear();
    }
}
