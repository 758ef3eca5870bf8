package shopstream.recommender.taste;

import java.util.Arrays;

/**
 * Long-term taste under the numbers that products have somewhere else, such as in a shop's live lists. Unchanging; each thread that
 * asks has a {@link TasteAsker} of its own.
 */
public final class NumberedTaste {
    private static final int NONE = -1;

    private final TasteModel model;
    private final int[] numbers;
    private final int[] items;
    private final float[] lengths;

    /** @param numbers for each item of the model the one that it has there; negative where it has none */
    NumberedTaste(TasteModel model, int[] numbers) {
        this.model = model;
        this.numbers = numbers;
        this.items = new int[1 + Arrays.stream(numbers).max().orElse(NONE)];
        Arrays.fill(items, NONE);
        this.lengths = new float[numbers.length];
        for (int item = 0; item < numbers.length; item++) {
            if (numbers[item] >= 0) {
                items[numbers[item]] = item;
            }
            lengths[item] = model.vectors().length(item);
        }
    }

    public TasteAsker asker() {
        return new TasteAsker(this);
    }

    TasteModel model() {
        return model;
    }

    /** The number of an item of the model; negative where it has none. */
    int number(int item) {
        return numbers[item];
    }

    /** The model's item of a number; negative where the model knows none. */
    int item(int number) {
        return number < 0 || number >= items.length ? NONE : items[number];
    }

    /** How long an item's vector is. */
    float length(int item) {
        return lengths[item];
    }
}
