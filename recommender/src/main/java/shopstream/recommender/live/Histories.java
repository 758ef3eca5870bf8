package shopstream.recommender.live;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each customer has bought, each product once. One thread adds, any number ask. */
public final class Histories {
    /** The newest so many: nobody's taste needs more, but somebody may order for everybody. */
    private static final int MOST = 200;

    private static final int[] NOTHING = {};

    private final Map<String, int[]> bought = new ConcurrentHashMap<>();
    private volatile long purchases;

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread adds
    void add(String customer, int item) {
        int[] before = bought.getOrDefault(customer, NOTHING);
        if (Arrays.stream(before).anyMatch(each -> each == item)) {
            return;
        }
        int[] more = before.length < MOST
                ? Arrays.copyOf(before, before.length + 1)
                : Arrays.copyOf(Arrays.copyOfRange(before, 1, MOST), MOST);
        more[more.length - 1] = item;
        bought.put(customer, more);
        purchases++;
    }

    /** The indexes of what a customer bought; none where nothing is known. */
    public int[] of(String customer) {
        return bought.getOrDefault(customer, NOTHING);
    }

    /** All of them, as they are while they are looked at. */
    public Map<String, int[]> all() {
        return Collections.unmodifiableMap(bought);
    }

    /** How many pairs of a customer and a product have been added. */
    public long purchases() {
        return purchases;
    }
}
