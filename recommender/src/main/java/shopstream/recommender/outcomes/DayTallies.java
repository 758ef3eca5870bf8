package shopstream.recommender.outcomes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The sums by day and origin. One thread adds; any number ask, and see them as after some event. */
final class DayTallies {
    /** Days that are kept. */
    static final int DAYS = 30;

    /** Of all days together; of the oldest, how often each product was shown is forgotten first. */
    private static final int PRODUCTS_MOST = 1_000_000;

    private static final int ORIGINS_MOST = 200;

    private final NavigableMap<Long, Map<Origin, Tally>> days = new TreeMap<>();
    private long since = Long.MIN_VALUE;

    /** Which products count: those the shop has, and the best-sellers among them. */
    record Products(IntPredicate areThere, int count, IntPredicate areBestSellers, int bestSellers) {}

    /** As what an origin is counted on a day: of those that are made up there may be any number. */
    synchronized Origin counted(long day, Origin origin) {
        Map<Origin, Tally> tallies = days.getOrDefault(day, Map.of());
        return tallies.containsKey(origin) || tallies.size() < ORIGINS_MOST ? origin : Origin.OTHER;
    }

    /** Adds what a list contributes, or takes it back. @param sign 1 or -1 */
    synchronized void add(Contribution list, int sign) {
        if (list.isNone() || list.day() < since) {
            return;
        }
        days.computeIfAbsent(list.day(), first -> new HashMap<>())
                .computeIfAbsent(list.origin(), first -> new Tally())
                .add(list, sign);
        forgetBefore(days.lastKey() - DAYS + 1);
    }

    /** A day that is gone does not come again: what came of it would be but a part. */
    private void forgetBefore(long day) {
        since = Math.max(since, day);
        days.headMap(since).clear();
    }

    /** Keeps the products' counts bounded: whole days go, the oldest first. */
    synchronized void bound() {
        while (days.size() > 1 && size() > PRODUCTS_MOST) {
            forgetBefore(days.firstKey() + 1);
        }
    }

    private long size() {
        return days.values().stream()
                .flatMap(day -> day.values().stream())
                .mapToLong(tally -> tally.products().size())
                .sum();
    }

    /** The figures of the last so many days, up to and with a day. */
    synchronized OutcomeReport report(long today, int over, Products products) {
        List<OutcomeReport.Day> each = new ArrayList<>();
        List<Map.Entry<Origin, Tally>> all = new ArrayList<>();
        for (long day = today - over + 1; day <= today; day++) {
            Collection<Map.Entry<Origin, Tally>> ofDay =
                    days.getOrDefault(day, Map.of()).entrySet();
            all.addAll(ofDay);
            each.add(new OutcomeReport.Day(
                    LocalDate.ofEpochDay(day), total(ofDay, products), by(Origin::source, ofDay, products)));
        }
        return new OutcomeReport(
                each,
                total(all, products),
                by(Origin::placement, all, products),
                by(Origin::source, all, products),
                by(Function.identity(), all, products),
                products.bestSellers(),
                products.count());
    }

    private static Figures total(Collection<Map.Entry<Origin, Tally>> tallies, Products products) {
        return by(any -> "", tallies, products).getOrDefault("", figures(new Tally(), products));
    }

    private static <K extends Comparable<K>> Map<K, Figures> by(
            Function<Origin, K> part, Collection<Map.Entry<Origin, Tally>> tallies, Products products) {
        Map<K, Tally> sums = new TreeMap<>();
        for (Map.Entry<Origin, Tally> each : tallies) {
            sums.computeIfAbsent(part.apply(each.getKey()), first -> new Tally())
                    .add(each.getValue());
        }
        Map<K, Figures> figures = new TreeMap<>();
        sums.forEach((key, tally) -> {
            if (tally.shown() > 0) {
                figures.put(key, figures(tally, products));
            }
        });
        return figures;
    }

    private static Figures figures(Tally tally, Products products) {
        return Figures.of(tally, products.areThere(), products.count(), products.areBestSellers());
    }
}
