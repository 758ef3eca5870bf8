package shopstream.recommender.outcomes;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** How often each product was shown, by its index, in two arrays: there is one of these for each day and origin. */
final class ProductCounts {
    private static final int FREE = -1;

    private int[] items = {};
    private int[] counts = {};
    private int size;

    /** Adds to a product's count; it may come back to 0, never below. */
    void add(int item, int much) {
        if (size * 2 >= items.length) {
            grow();
        }
        int place = place(item);
        if (items[place] == FREE) {
            items[place] = item;
            size++;
        }
        counts[place] += much;
    }

    void add(ProductCounts others) {
        for (int place = 0; place < others.items.length; place++) {
            if (others.counts[place] > 0) {
                add(others.items[place], others.counts[place]);
            }
        }
    }

    /** How many products were shown at all, of those that are wanted. */
    int distinct(IntPredicate wanted) {
        int distinct = 0;
        for (int place = 0; place < items.length; place++) {
            distinct += counts[place] > 0 && wanted.test(items[place]) ? 1 : 0;
        }
        return distinct;
    }

    /** How often they were shown, those that are wanted taken together. */
    long sum(IntPredicate wanted) {
        long sum = 0;
        for (int place = 0; place < items.length; place++) {
            sum += counts[place] > 0 && wanted.test(items[place]) ? counts[place] : 0;
        }
        return sum;
    }

    /** How many places are taken, for whoever bounds the memory. */
    int size() {
        return size;
    }

    private int place(int item) {
        int place = (item * 0x9E3779B9 >>> 1) & items.length - 1;
        while (items[place] != FREE && items[place] != item) {
            place = place + 1 & items.length - 1;
        }
        return place;
    }

    private void grow() {
        int[] before = items;
        int[] beforeCounts = counts;
        items = new int[Math.max(16, 2 * before.length)];
        counts = new int[items.length];
        Arrays.fill(items, FREE);
        for (int at = 0; at < before.length; at++) {
            if (before[at] != FREE) {
                int place = place(before[at]);
                items[place] = before[at];
                counts[place] = beforeCounts[at];
            }
        }
    }
}
