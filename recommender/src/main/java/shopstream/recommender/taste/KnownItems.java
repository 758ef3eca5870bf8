package shopstream.recommender.taste;

import java.util.Arrays;

/** The items of a history that a method knows, each once, and quick to ask. One thread at a time. */
final class KnownItems {
    private final boolean[] contained;
    private int[] items = new int[64];
    private int size;

    KnownItems(int known) {
        contained = new boolean[known];
    }

    /** Takes another history in the place of the last one. */
    void become(int[] history) {
        for (int i = 0; i < size; i++) {
            contained[items[i]] = false;
        }
        size = 0;
        if (items.length < history.length) {
            items = Arrays.copyOf(items, history.length);
        }
        for (int item : history) {
            if (item >= 0 && item < contained.length && !contained[item]) {
                contained[item] = true;
                items[size++] = item;
            }
        }
    }

    boolean contain(int item) {
        return contained[item];
    }

    int size() {
        return size;
    }

    int item(int at) {
        return items[at];
    }
}
