package shopstream.eventlog;

import java.util.ArrayList;
import java.util.Collections;
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

    private final Map<String, List<Kept>> claimable = new LinkedHashMap<>();
    private final Map<String, ProgressMark> newest = new LinkedHashMap<>();

    synchronized void add(ProgressMark mark) {
        newest.put(mark.source(), mark);
        if (mark.sourceTime() == null) {
            return;
        }
        List<Kept> marks = claimable.computeIfAbsent(mark.source(), source -> new ArrayList<>());
        Kept last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        if (last != null && last.mark().endOffsets().equals(mark.endOffsets())) {
            marks.set(marks.size() - 1, new Kept(last.number(), mark));
            return;
        }
        marks.add(new Kept(last == null ? 0 : last.number() + 1, mark));
        if (marks.size() > KEPT_MAX) {
            thin(marks);
        }
    }

    synchronized Map<String, ProgressMark> newest() {
        return Map.copyOf(newest);
    }

    /** The newest mark of a source that is reached, among those that make a claim. */
    synchronized Optional<ProgressMark> newest(String source, Predicate<ProgressMark> reached) {
        List<Kept> marks = claimable.getOrDefault(source, List.of());
        for (int at = marks.size() - 1; at >= 0; at--) {
            if (reached.test(marks.get(at).mark())) {
                return Optional.of(marks.get(at).mark());
            }
        }
        return Optional.empty();
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

    private record Kept(long number, ProgressMark mark) {}
}
