package shopstream.recommender.learning;

import java.util.Random;

/** A past of visitors who mostly go on to the product's neighbour on a ring, as {@code item-0}, {@code item-1} and so on. */
public final class SamplePast {
    static final int ITEMS = 40;
    private static final long BEGIN = 1_777_000_000_000L;
    private static final long MINUTE = 60_000;

    private SamplePast() {}

    public static Past onARing(int visits, long seed) {
        return onARing(visits, 6, seed);
    }

    /** The same of visitors who each look at three products at most: too few to have a taste. */
    public static Past ofBriefVisits(int visits, long seed) {
        return onARing(visits, 3, seed);
    }

    private static Past onARing(int visits, int longest, long seed) {
        var random = new Random(seed);
        Past.Builder past = Past.builder(100_000, Long.MAX_VALUE);
        for (int visit = 0; visit < visits; visit++) {
            long begun = BEGIN + visit * 5 * MINUTE;
            int item = random.nextInt(ITEMS);
            int length = 2 + random.nextInt(longest - 1);
            for (int place = 0; place < length; place++) {
                past.seen("visitor-" + visit, "item-" + item, begun + place * MINUTE);
                item = random.nextDouble() < .7 ? (item + 1) % ITEMS : random.nextInt(ITEMS);
            }
        }
        return past.build();
    }
}
