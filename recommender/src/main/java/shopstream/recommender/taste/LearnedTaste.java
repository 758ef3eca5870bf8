package shopstream.recommender.taste;

import java.util.List;
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

    /**
     * The same, with items that came after it was learned.
     *
     * @param came what they are called
     * @param content of all items, those that came behind the others
     */
    public LearnedTaste with(List<String> came, ContentFeatures content) {
        ItemIndex more = new ItemIndex();
        items.ids().forEach(more::add);
        came.forEach(more::add);
        TasteModel joined = NewItems.joined(model, content);
        // Where nothing is known to learn from, nothing can be said of them either.
        return joined == model ? this : new LearnedTaste(more, joined);
    }

    /** The same under other numbers. @param number of a product, by what it is called; negative where it has none */
    public NumberedTaste numbered(ToIntFunction<String> number) {
        return new NumberedTaste(model, items.ids().stream().mapToInt(number).toArray());
    }
}
