package shopstream.recommender.ranking;

/**
 * Somebody for whom candidates are put in order, by the numbers of the products that they had to do with.
 *
 * @param session what they do now, the latest last; an item may come again
 * @param history what they had to do with in the long run, each product once, the newest last: more than the session where more is
 *     known, and empty where nobody asks for what they like
 */
public record Shopper(int[] session, int[] history) {
    private static final int[] NOTHING = {};

    /** One of whom nothing but the session is known, or counts. */
    public static Shopper in(int... session) {
        return new Shopper(session, NOTHING);
    }
}
