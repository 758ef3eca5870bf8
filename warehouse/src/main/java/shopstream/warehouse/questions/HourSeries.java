package shopstream.warehouse.questions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts per hour, and what the preceding weeks let expect of an hour. */
final class HourSeries {

    private static final int WEEKS = 8;
    private static final int FEWEST_WEEKS = 3;

    private final ZoneId zone;
    private final Instant begin;
    private final Map<Instant, Long> counts = new HashMap<>();
    private final TreeMap<Instant, Long> running = new TreeMap<>();

    /** What is usual for an hour: its mean, its variance, and the hours of preceding weeks it was learnt from. */
    record Usual(double mean, double variance, List<Instant> weeks) {}

    /** @param begin when the shop's history begins; earlier hours are unknown, not empty */
    HourSeries(ZoneId zone, Instant begin) {
        this.zone = zone;
        this.begin = begin;
    }

    void add(Instant hour, long count) {
        counts.merge(hour, count, Long::sum);
        running.clear();
    }

    long at(Instant hour) {
        return counts.getOrDefault(hour, 0L);
    }

    /** The same local hour in each of the preceding weeks that the history covers whole. */
    private List<Instant> weeks(Instant hour) {
        var weeks = new ArrayList<Instant>();
        for (int week = 1; week <= WEEKS; week++) {
            Instant earlier = hour.atZone(zone).minusWeeks(week).toInstant();
            if (earlier.isBefore(begin.plus(Duration.ofHours(1)))) {
                break;
            }
            weeks.add(earlier);
        }
        return weeks;
    }

    /**
     * What is usual for an hour, or null while there is too little history.
     *
     * @param trend of the whole shop, and {@code spread} by which rates vary beyond chance (a squared ratio)
     */
    Usual usual(Instant hour, double trend, double spread) {
        List<Instant> weeks = weeks(hour);
        if (weeks.size() < FEWEST_WEEKS) {
            return null;
        }
        List<Long> values = new ArrayList<>(weeks.stream().map(this::at).toList());
        Collections.sort(values);
        double median = (values.get((values.size() - 1) / 2) + values.get(values.size() / 2)) / 2.0;
        double cap = median + 1 + 3 * Math.sqrt(Math.max(median, 1) + spread * median * median);
        double sum = values.stream().mapToDouble(v -> Math.min(v, cap)).sum();
        double rate = (sum + 0.5) / weeks.size();
        double mean = rate * trend;
        double variance = mean + mean * mean * (spread + 1 / (sum + 0.5));
        return new Usual(mean, variance, weeks);
    }

    /** Last week's count by the mean of the weeks before and itself, within bounds. */
    double trend(Instant hour) {
        double last = between(hour.minus(Duration.ofDays(7)), hour);
        double all = 0;
        int weeks = 0;
        for (int week = 1; week <= WEEKS; week++) {
            Instant from = hour.minus(Duration.ofDays(7L * week));
            if (from.isBefore(begin)) {
                break;
            }
            all += between(from, from.plus(Duration.ofDays(7)));
            weeks++;
        }
        return weeks < 2 || all == 0 ? 1 : Math.max(0.5, Math.min(2, last * weeks / all));
    }

    /** By how much rates vary from week to week beyond chance: the excess variance relative to the squared mean, outliers left out. */
    double spread() {
        var excesses = new ArrayList<Double>();
        double meanSum = 0;
        for (Map.Entry<Instant, Long> each : counts.entrySet()) {
            Instant earlier = each.getKey().atZone(zone).minusWeeks(1).toInstant();
            if (!earlier.isBefore(begin)) {
                double sum = each.getValue() + at(earlier);
                double difference = each.getValue() - at(earlier);
                excesses.add(difference * difference / sum);
                meanSum += sum / 2;
            }
        }
        if (excesses.size() < 50) {
            return 0.01;
        }
        Collections.sort(excesses);
        int kept = excesses.size() * 95 / 100;
        double trimmed =
                excesses.subList(0, kept).stream().mapToDouble(e -> e).average().orElse(1) * 1.25;
        return Math.max(0, trimmed - 1) / (meanSum / excesses.size());
    }

    private double between(Instant from, Instant to) {
        if (running.isEmpty()) {
            long total = 0;
            for (Map.Entry<Instant, Long> each : new TreeMap<>(counts).entrySet()) {
                running.put(each.getKey(), total);
                total += each.getValue();
            }
            running.put(Instant.MAX, total);
        }
        return before(to) - before(from);
    }

    private double before(Instant time) {
        return running.ceilingEntry(time).getValue();
    }
}
