package shopstream.recommender;

/**
 * Items with their scores, best first; of equal scores the smaller item first.
 *
 * @param items their numbers
 * @param scores as many, never rising
 */
public record ScoredItems(int[] items, float[] scores) {
    public static final ScoredItems NONE = new ScoredItems(new int[0], new float[0]);

    public int size() {
        return items.length;
    }
}
