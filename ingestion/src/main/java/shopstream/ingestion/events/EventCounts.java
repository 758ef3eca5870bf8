package shopstream.ingestion.events;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many events and requests came to what, since the program started. */
public final class EventCounts {
    /** Why a request was refused as a whole. */
    public enum Refusal {
        OVERLOAD,
        LOG,
        WRITE_KEY,
        ORIGIN,
        BODY
    }

    private final Map<String, LongAdder> accepted = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Map<Refusal, LongAdder> refused = new ConcurrentHashMap<>();

    void judged(String source, long acceptedNow, long rejectedNow) {
        accepted.computeIfAbsent(source, name -> new LongAdder()).add(acceptedNow);
        rejected.computeIfAbsent(source, name -> new LongAdder()).add(rejectedNow);
    }

    /** Counts a request of which nothing was taken. */
    public void refused(Refusal why) {
        refused.computeIfAbsent(why, reason -> new LongAdder()).increment();
    }

    /** Events in the log, by source. */
    public Map<String, Long> accepted() {
        return sums(accepted);
    }

    /** Events in the quarantine, by source. */
    public Map<String, Long> rejected() {
        return sums(rejected);
    }

    /** Requests, by what was wrong. */
    public Map<Refusal, Long> refused() {
        return sums(refused);
    }

    private static <K extends Comparable<? super K>> Map<K, Long> sums(Map<K, LongAdder> counts) {
        Map<K, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
