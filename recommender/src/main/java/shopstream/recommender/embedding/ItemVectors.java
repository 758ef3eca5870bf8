package shopstream.recommender.embedding;

import java.util.Arrays;

/** The items' vectors while they are trained: as they are, of length one, and what a batch asks of them. */
final class ItemVectors {
    private static final int D = SessionEmbedding.DIMENSIONS;

    private final float[] raw;
    private final float[] unit;
    private final Adam adam;
    private final int[] slots;
    private int[] items = new int[1024];
    private float[] gradients = new float[1024 * D];
    private int size;

    ItemVectors(float[] raw) {
        this.raw = raw;
        this.unit = raw.clone();
        this.adam = new Adam(raw);
        int count = raw.length / D;
        this.slots = new int[count];
        Arrays.fill(slots, -1);
        for (int item = 0; item < count; item++) {
            Matrices.normalise(unit, item * D, D);
        }
    }

    /** The vectors of length one. */
    float[] unit() {
        return unit;
    }

    /** Adds what is asked of an item's vector of length one. */
    void add(int item, float[] gradient, int from) {
        int slot = slots[item];
        if (slot < 0) {
            slot = newSlot(item);
        }
        int at = slot * D;
        for (int d = 0; d < D; d++) {
            gradients[at + d] += gradient[from + d];
        }
    }

    private int newSlot(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
            gradients = Arrays.copyOf(gradients, 2 * size * D);
        }
        items[size] = item;
        slots[item] = size;
        Arrays.fill(gradients, size * D, size * D + D, 0);
        return size++;
    }

    /** Changes the vectors of which something was asked, and forgets that. */
    void step(Adam.Pace pace, Threads threads) {
        threads.divide(size, (from, to) -> {
            for (int slot = from; slot < to; slot++) {
                step(items[slot], slot * D, pace);
            }
        });
        for (int slot = 0; slot < size; slot++) {
            slots[items[slot]] = -1;
        }
        size = 0;
    }

    private void step(int item, int gradient, Adam.Pace pace) {
        int at = item * D;
        float norm = (float) Math.sqrt(Matrices.dot(raw, at, raw, at, D)) + 1e-12f;
        float along = Matrices.dot(gradients, gradient, unit, at, D);
        for (int d = 0; d < D; d++) {
            gradients[gradient + d] = (gradients[gradient + d] - along * unit[at + d]) / norm;
        }
        adam.step(at, D, gradients, gradient, pace);
        System.arraycopy(raw, at, unit, at, D);
        Matrices.normalise(unit, at, D);
    }
}
