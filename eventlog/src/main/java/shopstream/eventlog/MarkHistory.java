package shopstream.eventlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The marks of all sources, newest last. Of marks with the same offsets only the newest is kept, for it says more; the
 * older marks are, the wider apart they are kept, so that a reader far behind still finds one it has reached, and
 * millions of marks fit in memory.
 */
final class MarkHistory {
    private static final int KEPT_MAX = 8192;

    /** Of the marks of one age, one in age / 512 is kept: for a reader n marks behind, the claim is at most n / 256 late. */
    private static final int FINENESS = 512;

    /** What a mark claims; that is all that is asked of older ones. */
    private record Kept(long number, Instant sourceTime, Map<String, List<Long>> endOffsets) {}

    private final Map<String, List<Kept>> claimable = new LinkedHashMap<>();
    private final Map<String, ProgressMark> newest = new LinkedHashMap<>();

    synchronized void add(ProgressMark mark) {
        newest.put(mark.source(), mark);
        if (mark.state().equals(Completeness.BEGUN_ANEW)) {
            claimable.remove(mark.source());
        }
        if (mark.sourceTime() == null) {
            return;
        }
        List<Kept> marks = claimable.computeIfAbsent(mark.source(), source -> new ArrayList<>());
        holdBackTo(mark.sourceTime(), marks);
        Kept last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        if (last != null && last.endOffsets().equals(mark.endOffsets())) {
            marks.set(marks.size() - 1, new Kept(last.number(), mark.sourceTime(), last.endOffsets()));
            return;
        }
        long number = last == null ? 0 : last.number() + 1;
        Map<String, List<Long>> before = last == null ? Map.of() : last.endOffsets();
        marks.add(new Kept(number, mark.sourceTime(), compact(mark.endOffsets(), before)));
        if (marks.size() > KEPT_MAX) {
            thin(marks);
        }
    }

    /** Where the source's clock was set back, what was claimed by the one from before is no further than the newest mark. */
    private static void holdBackTo(Instant time, List<Kept> marks) {
        for (int at = marks.size() - 1; at >= 0 && marks.get(at).sourceTime().isAfter(time); at--) {
            marks.set(at, new Kept(marks.get(at).number(), time, marks.get(at).endOffsets()));
        }
    }

    synchronized Map<String, ProgressMark> newest() {
        return Map.copyOf(newest);
    }

    /** The time that the newest mark of a source claims whose end offsets are reached. */
    synchronized Optional<Instant> newest(String source, Predicate<Map<String, List<Long>>> reached) {
        List<Kept> marks = claimable.getOrDefault(source, List.of());
        for (int at = marks.size() - 1; at >= 0; at--) {
            if (reached.test(marks.get(at).endOffsets())) {
                return Optional.of(marks.get(at).sourceTime());
            }
        }
        return Optional.empty();
    }

    /** The same offsets in little memory: most topics end where they did before. */
    private static Map<String, List<Long>> compact(Map<String, List<Long>> endOffsets, Map<String, List<Long>> before) {
        Map<String, List<Long>> compact = new HashMap<>();
        endOffsets.forEach((topic, ends) -> {
            List<Long> same = before.get(topic);
            compact.put(topic, ends.equals(same) ? same : List.copyOf(ends));
        });
        return Map.copyOf(compact);
    }

    private static void thin(List<Kept> marks) {
        List<Kept> kept = new ArrayList<>(KEPT_MAX);
        long newest = marks.get(marks.size() - 1).number();
        long previous = Long.MAX_VALUE;
        for (int at = marks.size() - 1; at >= 0; at--) {
            long number = marks.get(at).number();
            if (at == 0 || previous - number >= (newest - number) / FINENESS) {
                kept.add(marks.get(at));
                previous = number;
            }
        }
        Collections.reverse(kept);
        marks.clear();
        marks.addAll(kept);
    }
}
