package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import shopstream.eventlog.profiles.Interaction.Kind;

/**
 * What somebody wanted in the long run: on which days they viewed, put into the cart or bought which product, whatever the number
 * of times. As a {@link Trail} it is the newest of a set, so that neither repetitions nor the order of events make a difference, and
 * it reaches further back, since a day of leafing to and fro is a few entries in it. Immutable.
 */
public final class Taste {
    /** So many days of products are kept. */
    public static final int MOST = 300;

    public static final Taste NONE = new Taste(List.of());

    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** In the order of days, those of one day by their products. */
    private final List<Wanted> wanted;

    /**
     * A product on a day.
     *
     * @param day counted from 1970, in UTC
     * @param kinds one bit for each {@link Kind} that is an interest
     */
    record Wanted(long day, String product, int kinds) implements Comparable<Wanted> {
        /** What is about the same product on the same day is the same to this. */
        @Override
        public int compareTo(Wanted other) {
            int days = Long.compare(day, other.day);
            return days != 0 ? days : product.compareTo(other.product);
        }
    }

    /** On how many days a product was wanted how, and on which last. @param lastDay counted from 1970, in UTC */
    public record Days(int viewed, int carted, int bought, long lastDay) {
        private Days with(Wanted wanted) {
            return new Days(
                    viewed + bit(wanted, Kind.VIEWED),
                    carted + bit(wanted, Kind.CARTED),
                    bought + bit(wanted, Kind.BOUGHT),
                    Math.max(lastDay, wanted.day()));
        }

        private static int bit(Wanted wanted, Kind kind) {
            return wanted.kinds() >> kind.ordinal() & 1;
        }
    }

    private Taste(List<Wanted> wanted) {
        this.wanted = wanted;
    }

    static Taste of(List<Wanted> sorted) {
        return sorted.isEmpty() ? NONE : new Taste(sorted);
    }

    /** With what else was done; itself where it was known that it was wanted. */
    public Taste with(List<Interaction> interactions) {
        Taste taste = this;
        for (Interaction did : interactions) {
            if (did.kind().isInterest()) {
                taste = taste.with(new Wanted(
                        Math.floorDiv(did.millis(), DAY_MILLIS),
                        did.product(),
                        1 << did.kind().ordinal()));
            }
        }
        return taste;
    }

    private Taste with(Wanted one) {
        int found = Collections.binarySearch(wanted, one);
        if (found >= 0) {
            Wanted known = wanted.get(found);
            int kinds = known.kinds() | one.kinds();
            if (kinds == known.kinds()) {
                return this;
            }
            Wanted[] changed = wanted.toArray(Wanted[]::new);
            changed[found] = new Wanted(known.day(), known.product(), kinds);
            return new Taste(Arrays.asList(changed));
        }
        int at = -found - 1;
        if (wanted.size() == MOST && at == 0) {
            return this;
        }
        int first = wanted.size() == MOST ? 1 : 0;
        List<Wanted> more = new ArrayList<>(wanted.size() + 1 - first);
        more.addAll(wanted.subList(first, at));
        more.add(one);
        more.addAll(wanted.subList(at, wanted.size()));
        return new Taste(more);
    }

    /** Both together. */
    public Taste with(Taste other) {
        Taste more = wanted.size() >= other.wanted.size() ? this : other;
        for (Wanted one : more == this ? other.wanted : wanted) {
            more = more.with(one);
        }
        return more;
    }

    /** What of it is of some days. @param ofThem told the last millisecond of a day, since 1970 */
    Taste of(LongPredicate ofThem) {
        return of(wanted.stream()
                .filter(one -> ofThem.test((one.day() + 1) * DAY_MILLIS - 1))
                .toList());
    }

    /** By product, the one that was wanted first before the others. */
    public Map<String, Days> products() {
        Map<String, Days> products = new LinkedHashMap<>();
        for (Wanted one : wanted) {
            products.put(
                    one.product(),
                    products.getOrDefault(one.product(), new Days(0, 0, 0, one.day()))
                            .with(one));
        }
        return products;
    }

    public boolean isEmpty() {
        return wanted.isEmpty();
    }

    List<Wanted> wanted() {
        return Collections.unmodifiableList(wanted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Taste taste && wanted.equals(taste.wanted);
    }

    @Override
    public int hashCode() {
        return wanted.hashCode();
    }

    @Override
    public String toString() {
        return wanted.toString();
    }
}
