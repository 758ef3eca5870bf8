package shopstream.recommender.taste;

import shopstream.recommender.ScoredItems;

/** Predicts with a {@link TasteMethod}, in memory that is used again for the next prediction: one thread at a time. */
public interface TasteScorer {
    /**
     * The items that somebody with this history will like most, without those of the history. Fewer than {@code wanted}
     * where the method has nothing to say of the others, and none for an empty history unless the method needs none.
     *
     * @param history in any order; an item that stands twice counts once, an item that the method does not know is passed over
     */
    ScoredItems best(int[] history, int wanted);
}
