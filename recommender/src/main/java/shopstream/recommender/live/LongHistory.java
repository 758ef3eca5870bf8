package shopstream.recommender.live;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What somebody had to do with in the long run, as their taste is told from it: each product once, the newest last, and the newest
 * ones only. Live answers make it of what is known of a customer, and a past that is gone through once more of what was.
 */
public final class LongHistory {
    /** So many products at most; nobody's taste needs more, and each takes time in every answer. */
    public static final int MOST = 200;

    private LongHistory() {}

    /**
     * Both, one after the other.
     *
     * @param earlier products by their numbers, the newest last; negative where they are none
     * @param later the same of what came after it, or is the newer part of it
     */
    public static int[] of(int[] earlier, int[] later) {
        Set<Integer> newest = new LinkedHashSet<>();
        addNewest(later, newest);
        addNewest(earlier, newest);
        int[] history = new int[newest.size()];
        int place = history.length;
        for (int item : newest) {
            history[--place] = item;
        }
        return history;
    }

    private static void addNewest(int[] items, Set<Integer> newest) {
        for (int place = items.length - 1; place >= 0 && newest.size() < MOST; place--) {
            if (items[place] >= 0) {
                newest.add(items[place]);
            }
        }
    }
}
