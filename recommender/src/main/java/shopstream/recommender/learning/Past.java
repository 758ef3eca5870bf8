package shopstream.recommender.learning;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import shopstream.eventlog.profiles.MessageHash;
import shopstream.recommender.sessions.ItemIndex;

/**
 * What visitors did with products and what was ordered, step by step in the order of time. So many steps are kept at most, the
 * newest ones: in arrays, with visitors, customers and orders as hashes, since nothing but sameness is asked of them.
 */
public final class Past {
    private static final long NOBODY = 0;

    private final ItemIndex items;
    private final long[] whose;
    private final long[] customers;
    private final int[] things;
    private final long[] millis;

    private Past(ItemIndex items, long[] whose, long[] customers, int[] things, long[] millis) {
        this.items = items;
        this.whose = whose;
        this.customers = customers;
        this.things = things;
        this.millis = millis;
    }

    /**
     * Takes steps in any order.
     *
     * @param most how many are kept, from 1 to a million
     * @param latest what is told to have happened after it did not; in milliseconds since 1970
     */
    public static Builder builder(int most, long latest) {
        return new Builder(most, latest);
    }

    /** What the products are called. */
    public ItemIndex items() {
        return items;
    }

    /** How many steps. */
    public int size() {
        return whose.length;
    }

    /** Whether a step is a product of an order, and not what a visitor did. */
    boolean isOrder(int step) {
        return isOrder(whose[step]);
    }

    private static boolean isOrder(long who) {
        return (who & 1) == 1;
    }

    /** The visitor, or the order. */
    long whose(int step) {
        return whose[step];
    }

    /** Whether it was known which customer took a step, when it was told. */
    boolean isCustomerKnown(int step) {
        return customers[step] != NOBODY;
    }

    /** The customer who took a step, where that was known. */
    long customer(int step) {
        return customers[step];
    }

    int item(int step) {
        return things[step];
    }

    /** When, since 1970. */
    long millis(int step) {
        return millis[step];
    }

    /** Takes what happened. For one thread. */
    public static final class Builder {
        private static final int LARGEST = 1_000_000;

        /** The place of a step in the arrays, behind its time in one number: as many as there can be at once. */
        private static final int PLACE_BITS = 21;

        private static final long PRIME = 0x9e3779b97f4a7c15L;

        private final ItemIndex items = new ItemIndex();
        private final int most;
        private final long latest;
        private long[] whose = new long[1024];
        private long[] customers = new long[1024];
        private int[] things = new int[1024];
        private long[] millis = new long[1024];
        private int size;

        private Builder(int most, long latest) {
            if (most < 1 || most > LARGEST) {
                throw new IllegalArgumentException(most + " steps cannot be kept; at most " + LARGEST + " can");
            }
            this.most = most;
            this.latest = Math.min(latest, (1L << 63 - PLACE_BITS) - 1);
        }

        /** A visitor of whom nobody knows who they are did something with a product. @param when in milliseconds since 1970 */
        public void seen(String visitor, String product, long when) {
            seen(visitor, Optional.empty(), product, when);
        }

        /**
         * A visitor looked at a product or put it into the cart.
         *
         * @param customer who they were known to be by then
         * @param when in milliseconds since 1970
         */
        public void seen(String visitor, Optional<String> customer, String product, long when) {
            add(MessageHash.of(visitor) & ~1L, customer, product, when);
        }

        /** A product was ordered. @param customer by whom, where that is told @param when in milliseconds since 1970 */
        public void ordered(String order, Optional<String> customer, String product, long when) {
            add(MessageHash.of(order) | 1L, customer, product, when);
        }

        private void add(long who, Optional<String> customer, String product, long when) {
            if (when < 0 || when > latest) {
                return;
            }
            if (size == 2 * most) {
                sort();
            }
            if (size == whose.length) {
                int larger = Math.min(2 * size, 2 * most);
                whose = Arrays.copyOf(whose, larger);
                customers = Arrays.copyOf(customers, larger);
                things = Arrays.copyOf(things, larger);
                millis = Arrays.copyOf(millis, larger);
            }
            whose[size] = who;
            customers[size] = customer.map(MessageHash::of).orElse(NOBODY);
            things[size] = items.add(product);
            millis[size++] = when;
        }

        /** Brings the steps into the order of time, those of one moment as they came, and keeps the newest. */
        private void sort() {
            int[] newest = newest();
            long[] sortedWhose = new long[whose.length];
            long[] sortedCustomers = new long[whose.length];
            int[] sortedThings = new int[whose.length];
            long[] sortedMillis = new long[whose.length];
            for (int n = 0; n < newest.length; n++) {
                int place = newest[newest.length - 1 - n];
                sortedWhose[n] = whose[place];
                sortedCustomers[n] = customers[place];
                sortedThings[n] = things[place];
                sortedMillis[n] = millis[place];
            }
            whose = sortedWhose;
            customers = sortedCustomers;
            things = sortedThings;
            millis = sortedMillis;
            size = newest.length;
        }

        /** The places of the newest steps, the newest first. A row of an order comes again whenever it changes: it counts once. */
        private int[] newest() {
            long[] order = new long[size];
            for (int place = 0; place < size; place++) {
                order[place] = millis[place] << PLACE_BITS | place;
            }
            Arrays.sort(order);
            int[] newest = new int[Math.min(size, most)];
            int kept = 0;
            long moment = -1;
            Set<Long> ordered = new HashSet<>();
            for (int n = size - 1; n >= 0 && kept < newest.length; n--) {
                int place = (int) (order[n] & (1 << PLACE_BITS) - 1);
                if (millis[place] != moment) {
                    moment = millis[place];
                    ordered.clear();
                }
                if (isOrder(whose[place]) && !ordered.add(whose[place] * PRIME + things[place])) {
                    continue;
                }
                newest[kept++] = place;
            }
            return Arrays.copyOf(newest, kept);
        }

        public Past build() {
            sort();
            return new Past(
                    items,
                    Arrays.copyOf(whose, size),
                    Arrays.copyOf(customers, size),
                    Arrays.copyOf(things, size),
                    Arrays.copyOf(millis, size));
        }
    }
}
