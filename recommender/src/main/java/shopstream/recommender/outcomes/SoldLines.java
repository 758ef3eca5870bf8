package shopstream.recommender.outcomes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What customers bought lately, by customer. A line of an order that comes again takes the place of the one before. When there
 * are too many, the oldest are forgotten, and those that are as old are not taken any more. One thread adds, any number ask.
 */
final class SoldLines {
    private final int most;
    private final Map<String, Line[]> ofCustomers = new ConcurrentHashMap<>();
    private int size;
    private long since = Long.MIN_VALUE;

    /**
     * A line of an order.
     *
     * @param key of it, hashed
     * @param millis when it was ordered, since 1970
     * @param worth quantity times price, in ten-thousandths of the shop's currency
     */
    record Line(long key, int product, long millis, long worth) {}

    /** @param most how many are kept */
    SoldLines(int most) {
        this.most = most;
    }

    void put(String customer, Line line) {
        if (line.millis() < since) {
            return;
        }
        Line[] others = without(customer, line.key());
        Line[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = line;
        ofCustomers.put(customer, all);
        if (++size > most) {
            forgetBefore(oldest(size / 4));
        }
    }

    /** A line is no sale any more. */
    void remove(String customer, long key) {
        Line[] others = without(customer, key);
        if (others.length == 0) {
            ofCustomers.remove(customer);
        } else {
            ofCustomers.put(customer, others);
        }
    }

    List<Line> of(String customer) {
        return List.of(ofCustomers.getOrDefault(customer, new Line[0]));
    }

    /** All that was ordered from this moment on is known, as far as it was ever told. */
    long since() {
        return since;
    }

    int size() {
        return size;
    }

    void forgetBefore(long millis) {
        since = Math.max(since, millis);
        for (String customer : new ArrayList<>(ofCustomers.keySet())) {
            Line[] all = ofCustomers.get(customer);
            Line[] kept =
                    Arrays.stream(all).filter(line -> line.millis() >= millis).toArray(Line[]::new);
            size -= all.length - kept.length;
            if (kept.length == 0) {
                ofCustomers.remove(customer);
            } else if (kept.length < all.length) {
                ofCustomers.put(customer, kept);
            }
        }
    }

    /** The lines of a customer but for one, which is not counted any more. */
    private Line[] without(String customer, long key) {
        Line[] all = ofCustomers.getOrDefault(customer, new Line[0]);
        Line[] others = Arrays.stream(all).filter(line -> line.key() != key).toArray(Line[]::new);
        size -= all.length - others.length;
        return others;
    }

    /** The moment up to which so many were ordered. */
    private long oldest(int count) {
        long[] millis = ofCustomers.values().stream()
                .flatMap(Arrays::stream)
                .mapToLong(Line::millis)
                .sorted()
                .toArray();
        return millis[count] + 1;
    }
}
