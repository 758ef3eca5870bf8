package shopstream.operations.quarantine;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import shopstream.eventlog.SetAside;

/** Counts what was set aside for one cause, and knows where each record lies. */
final class CauseTally {
    /** Of a column in which every value is another, the first ones are examples enough. */
    private static final int VALUES_MOST = 200;

    private static final int EXAMPLES = 5;
    /** A value may be a whole page of text. */
    private static final int EXAMPLE_LETTERS = 120;

    private final Cause cause;
    private final Map<String, Long> values = new HashMap<>();
    private long[] places = new long[4];
    private int count;
    private long stale;
    private Instant first;
    private Instant last;

    CauseTally(Cause cause) {
        this.cause = cause;
    }

    /** @param value as people may see it */
    void add(SetAside record, String value) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count++] = record.place();
        Instant when = record.setAside();
        first = first == null || when.isBefore(first) ? when : first;
        last = last == null || when.isAfter(last) ? when : last;
        String shown =
                value == null || value.length() <= EXAMPLE_LETTERS ? value : value.substring(0, EXAMPLE_LETTERS) + "…";
        if (values.size() < VALUES_MOST || values.containsKey(shown)) {
            values.merge(shown, 1L, Long::sum);
        }
    }

    /** One more row is shown as it was before, or one less. */
    void stale(int difference) {
        stale += difference;
    }

    long count() {
        return count;
    }

    Cause cause() {
        return cause;
    }

    /** Where its records lie that are older than a place, the newest first. */
    LongStream placesBefore(long place) {
        int found = Arrays.binarySearch(places, 0, count, place);
        int end = found >= 0 ? found : -found - 1;
        return LongStream.iterate(end - 1L, at -> at >= 0, at -> at - 1).map(at -> places[(int) at]);
    }

    CauseReport report() {
        List<CauseReport.Example> examples = values.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.nullsFirst(Comparator.naturalOrder()))))
                .limit(EXAMPLES)
                .map(value -> new CauseReport.Example(value.getKey(), value.getValue()))
                .toList();
        long shown = examples.stream().mapToLong(CauseReport.Example::count).sum();
        return new CauseReport(cause, count, stale, first, last, examples, count - shown);
    }
}
