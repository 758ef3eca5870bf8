package shopstream.recommender.learning;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import shopstream.recommender.live.LongHistory;

/** What each of many had to do with, of those of whom was heard last, and of each the newest of it. For one thread. */
final class NewestHistories {
    private static final int[] NOTHING = {};

    private final Map<Long, Items> histories;

    /** Products, the newest last. */
    static final class Items {
        private int[] items = new int[4];
        private int size;

        private void add(int item) {
            if (size > 0 && items[size - 1] == item) {
                return;
            }
            if (size == LongHistory.MOST) {
                System.arraycopy(items, 1, items, 0, size - 1);
                size--;
            } else if (size == items.length) {
                items = Arrays.copyOf(items, Math.min(LongHistory.MOST, 2 * size));
            }
            items[size++] = item;
        }

        /** All of them; one that came again, again. */
        int[] all() {
            return Arrays.copyOf(items, size);
        }
    }

    /** @param most of how many something is kept */
    NewestHistories(int most) {
        this.histories = new LinkedHashMap<>(1024, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Items> eldest) {
                return size() > most;
            }
        };
    }

    void add(long whose, int item) {
        histories.computeIfAbsent(whose, first -> new Items()).add(item);
    }

    /** What is known of somebody, the newest last. */
    int[] of(long whose) {
        Items items = histories.get(whose);
        return items == null ? NOTHING : items.all();
    }

    /** Of all of them, in an order that is the same for the same past. */
    Collection<Items> all() {
        return histories.values();
    }
}
