package shopstream.recommender.taste;

/**
 * How long-term taste is learned. The defaults serve every shop: chosen by what came last in other data, and no worse than
 * settings tuned for one shop.
 *
 * @param userPower how much less a user counts who had to do with many items: d_u to the power of −a
 * @param itemPower how much less an item counts that many had to do with: d_i to the power of −b
 * @param neighbours from how many other items each item is predicted
 * @param shrinkage how much the weights are pulled towards 0, in mean weights of an interaction
 * @param rank how many numbers an item's vector has
 * @param powerIterations how often the vectors are sharpened; few on purpose, exact ones were no better
 * @param candidates how many items that the neighbours propose are scored with vectors too
 * @param seed of the random directions from which vectors are found
 */
public record TasteSettings(
        double userPower,
        double itemPower,
        int neighbours,
        double shrinkage,
        int rank,
        int powerIterations,
        int candidates,
        long seed) {
    public static final TasteSettings DEFAULTS = new TasteSettings(0.4, 0.25, 100, 5, 512, 4, 500, 1);

    /** Of all vectors together: 32 MB. */
    private static final int NUMBERS_MOST = 8_000_000;

    /** Of all neighbours together: 40 MB. */
    private static final int WEIGHTS_MOST = 5_000_000;

    private static final int NARROWEST = 16;
    private static final int FEWEST_NEIGHBOURS = 10;

    /**
     * The defaults as far as there is room for them beside answers: whole for up to 15,000 items and people; 80 numbers a vector and
     * 50 neighbours for 100,000, which take about 75 MB.
     *
     * @param items how many there are
     * @param people how many had to do with them
     */
    public static TasteSettings bounded(int items, int people) {
        int rank = Math.max(NARROWEST, NUMBERS_MOST / Math.max(1, Math.max(items, people)));
        int neighbours = Math.max(FEWEST_NEIGHBOURS, WEIGHTS_MOST / Math.max(1, items));
        return new TasteSettings(
                DEFAULTS.userPower,
                DEFAULTS.itemPower,
                Math.min(DEFAULTS.neighbours, neighbours),
                DEFAULTS.shrinkage,
                Math.min(DEFAULTS.rank, rank),
                DEFAULTS.powerIterations,
                DEFAULTS.candidates,
                DEFAULTS.seed);
    }
}
