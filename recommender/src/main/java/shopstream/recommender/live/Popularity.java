package shopstream.recommender.live;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import shopstream.eventlog.profiles.Interaction;

/**
 * What people want, by day: a view counts one, the cart and an order more; and what they buy in each region. One thread adds,
 * any number ask.
 */
public final class Popularity {
    /** Days that are kept. */
    public static final int DAYS = 90;

    /** No shop's regions are more; whatever writes as many writes no regions. */
    private static final int MOST_REGIONS = 1_000;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final ConcurrentSkipListMap<Long, Map<Integer, Float>> days = new ConcurrentSkipListMap<>();

    private final Map<String, Popularity> regions = new ConcurrentHashMap<>();

    private final Clock clock;

    Popularity(Clock clock) {
        this.clock = clock;
    }

    /** The number of the day, since 1970. */
    long today() {
        return Math.floorDiv(clock.millis(), DAY_MILLIS);
    }

    private static float weight(Interaction.Kind kind) {
        return switch (kind) {
            case VIEWED -> 1;
            case CARTED -> 4;
            case BOUGHT -> 10;
            case REMOVED, IN_CART, EMPTIED -> 0;
        };
    }

    /** @param millis when, since 1970 */
    void add(int item, Interaction.Kind kind, long millis) {
        long day = Math.floorDiv(millis, DAY_MILLIS);
        // A day that is still to come, by whosever mistake, must not push out those that were.
        if (weight(kind) == 0 || day > today() + 1 || !days.isEmpty() && day <= days.lastKey() - DAYS) {
            return;
        }
        days.computeIfAbsent(day, first -> new ConcurrentHashMap<>()).merge(item, weight(kind), Float::sum);
        while (days.firstKey() <= days.lastKey() - DAYS) {
            days.pollFirstEntry();
        }
    }

    /** Something was bought in a region. @param millis when, since 1970 */
    void addIn(String region, int item, long millis) {
        Popularity there = regions.get(region);
        if (there == null && regions.size() < MOST_REGIONS) {
            there = new Popularity(clock);
            regions.put(region, there);
        }
        if (there != null) {
            there.add(item, Interaction.Kind.BOUGHT, millis);
        }
    }

    /** What is bought in a region; empty where nothing is known of it. */
    public Optional<Popularity> in(String region) {
        return Optional.ofNullable(regions.get(region));
    }

    /**
     * The most wanted items, the first first.
     *
     * @param over the last so many days that anything happened in
     * @param wanted which items may be among them
     */
    public List<Integer> best(int over, Predicate<Integer> wanted, int most) {
        Map<Integer, Float> sums = new HashMap<>();
        if (!days.isEmpty()) {
            days.tailMap(days.lastKey() - Math.min(over, DAYS) + 1)
                    .values()
                    .forEach(day -> day.forEach((item, weight) -> sums.merge(item, weight, Float::sum)));
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<Integer, Float>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .filter(wanted)
                .limit(most)
                .toList();
    }
}
