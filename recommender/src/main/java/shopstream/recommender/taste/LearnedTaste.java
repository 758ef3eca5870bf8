package shopstream.recommender.taste;

import java.util.function.ToIntFunction;
import shopstream.recommender.sessions.ItemIndex;

/**
 * A shop's long-term taste as it was learned, with what its products are called: numbers are somebody else's, and come later.
 *
 * @param items as many as the model knows
 */
public record LearnedTaste(ItemIndex items, TasteModel model) {
    public LearnedTaste {
        if (items.size() != model.items()) {
            throw new IllegalArgumentException(
                    "The model knows " + model.items() + " items; there are names of " + items.size());
        }
    }

    /** The same under other numbers. @param number of a product, by what it is called; negative where it has none */
    public NumberedTaste numbered(ToIntFunction<String> number) {
        return new NumberedTaste(model, items.ids().stream().mapToInt(number).toArray());
    }
}
