package shopstream.recommender.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The last things that one visitor did with products, as an answer remembers them. A past that is gone through once more has one
 * for each visitor, so that a ranking is learned from what it will be asked.
 */
public final class Recollection {
    /** So many are remembered. */
    public static final int MOST = 20;

    /** After a longer one, a visit is another one. */
    public static final Duration PAUSE = OpenSessions.PAUSE;

    private int[] items = new int[4];
    private long[] millis = new long[4];
    private int size;

    /** Adds what is newer than all before. @param when in milliseconds since 1970 */
    public void add(int item, long when) {
        if (size == MOST) {
            System.arraycopy(items, 1, items, 0, MOST - 1);
            System.arraycopy(millis, 1, millis, 0, MOST - 1);
            size--;
        } else if (size == items.length) {
            items = Arrays.copyOf(items, Math.min(MOST, 2 * size));
            millis = Arrays.copyOf(millis, items.length);
        }
        items[size] = item;
        millis[size++] = when;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Different products, the newest last. */
    public int[] session() {
        Set<Integer> ordered = new LinkedHashSet<>();
        for (int place = 0; place < size; place++) {
            ordered.remove(items[place]);
            ordered.add(items[place]);
        }
        return ordered.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether a product was seen in the visit that goes on at a moment; whoever asks then need not be shown it. */
    public boolean isOfVisit(int item, long now) {
        long newer = now;
        for (int place = size - 1; place >= 0 && newer - millis[place] <= PAUSE.toMillis(); place--) {
            if (items[place] == item) {
                return true;
            }
            newer = millis[place];
        }
        return false;
    }
}
