package shopstream.recommender.sessions;

import java.io.IOException;
import java.util.Arrays;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/**
 * What other items count for one item: a hash table in two arrays, small and quick to walk through. One thread writes,
 * others may read meanwhile; they see an item's weight shortly before or after a change.
 */
final class PairRow {
    static final int FREE = -1;
    static final PairRow EMPTY = new PairRow(0);

    private final int[] items;
    private final float[] weights;
    private int size;

    private PairRow(int capacity) {
        items = new int[capacity];
        weights = new float[capacity];
        Arrays.fill(items, FREE);
    }

    /** The row with more weight for an item: this one, or a larger one in its place. */
    PairRow add(int item, float weight) {
        if (items.length == 0) {
            return new PairRow(4).add(item, weight);
        }
        int slot = slot(item);
        if (items[slot] == item) {
            weights[slot] += weight;
            return this;
        }
        if (4 * (size + 1) > 3 * items.length) {
            return grown().add(item, weight);
        }
        weights[slot] = weight;
        items[slot] = item;
        size++;
        return this;
    }

    float weight(int item) {
        if (items.length == 0) {
            return 0;
        }
        int slot = slot(item);
        return items[slot] == item ? weights[slot] : 0;
    }

    void scale(float factor) {
        for (int slot = 0; slot < weights.length; slot++) {
            weights[slot] *= factor;
        }
    }

    /** How many slots there are to walk through. */
    int slots() {
        return items.length;
    }

    /** How many items have a weight. */
    int size() {
        return size;
    }

    /** The item of a slot, or {@link #FREE}. */
    int itemAt(int slot) {
        return items[slot];
    }

    float weightAt(int slot) {
        return weights[slot];
    }

    long bytes() {
        return 8L * items.length + 56;
    }

    /** A row without the lighter half. */
    PairRow heavier() {
        float[] sorted = new float[size];
        int count = 0;
        for (int slot = 0; slot < items.length; slot++) {
            if (items[slot] != FREE) {
                sorted[count++] = weights[slot];
            }
        }
        Arrays.sort(sorted);
        float least = sorted[size / 2];
        PairRow heavier = EMPTY;
        for (int slot = 0; slot < items.length; slot++) {
            if (items[slot] != FREE && weights[slot] >= least) {
                heavier = heavier.add(items[slot], weights[slot]);
            }
        }
        return heavier.size() < size ? heavier : this;
    }

    private PairRow grown() {
        var larger = new PairRow(2 * items.length);
        for (int slot = 0; slot < items.length; slot++) {
            if (items[slot] != FREE) {
                larger.add(items[slot], weights[slot]);
            }
        }
        return larger;
    }

    private int slot(int item) {
        int mask = items.length - 1;
        int hash = item * 0x9E3779B9;
        int slot = (hash ^ hash >>> 15) & mask;
        while (items[slot] != item && items[slot] != FREE) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    void write(ModelOutput output) throws IOException {
        output.numbers(items);
        output.numbers(weights);
    }

    /** The row slot by slot as it was, so that sums come out the same to the last bit. */
    static PairRow read(ModelInput input) throws IOException {
        int[] items = input.ints();
        float[] weights = input.floats();
        if (items.length == 0) {
            return EMPTY;
        }
        var row = new PairRow(items.length);
        System.arraycopy(items, 0, row.items, 0, items.length);
        System.arraycopy(weights, 0, row.weights, 0, items.length);
        for (int item : items) {
            row.size += item == FREE ? 0 : 1;
        }
        return row;
    }
}
