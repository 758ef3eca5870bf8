package shopstream.recommender.taste;

import java.util.Arrays;
import java.util.Random;

/** A seeded small shop: some tastes, each with its items, and users who mostly keep to one. */
final class SixTastes {
    static final long SEED = 11;
    static final int TASTES = 6;
    static final int ITEMS_OF_ONE = 20;
    static final int ITEMS = TASTES * ITEMS_OF_ONE;

    private SixTastes() {}

    /** The tastes to which items belong. */
    static int[] tastes(int[] items) {
        return Arrays.stream(items).map(item -> item / ITEMS_OF_ONE).toArray();
    }

    static int[][] histories(int users) {
        Random random = new Random(SEED);
        int[][] histories = new int[users][];
        for (int user = 0; user < users; user++) {
            histories[user] = new int[8 + random.nextInt(5)];
            for (int i = 0; i < histories[user].length; i++) {
                int taste = random.nextInt(10) == 0 ? random.nextInt(TASTES) : user % TASTES;
                // Some items are liked more than others.
                double place = random.nextDouble() * random.nextDouble();
                histories[user][i] = taste * ITEMS_OF_ONE + (int) (place * ITEMS_OF_ONE);
            }
        }
        return histories;
    }

    static Interactions interactions() {
        return Interactions.of(histories(400), ITEMS);
    }
}
