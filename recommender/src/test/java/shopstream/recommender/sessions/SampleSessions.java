package shopstream.recommender.sessions;

import java.util.Random;

/** Sessions of visitors who mostly go on to the item's neighbour on a ring, some of them back to one they have seen. */
public final class SampleSessions {
    private SampleSessions() {}

    public static Sessions onARing(int sessions, int items, long seed) {
        var random = new Random(seed);
        Sessions.Builder builder = Sessions.builder();
        for (int session = 0; session < sessions; session++) {
            int[] seen = new int[2 + random.nextInt(5)];
            seen[0] = random.nextInt(items);
            for (int place = 1; place < seen.length; place++) {
                double chance = random.nextDouble();
                seen[place] = chance < .7
                        ? (seen[place - 1] + 1) % items
                        : chance < .85 ? seen[random.nextInt(place)] : random.nextInt(items);
            }
            builder.add(seen);
        }
        return builder.build();
    }

    /** What such items are called. */
    public static ItemIndex names(int items) {
        var index = new ItemIndex();
        for (int item = 0; item < items; item++) {
            index.add("item-" + item);
        }
        return index;
    }
}
