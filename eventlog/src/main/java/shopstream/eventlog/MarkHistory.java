package shopstream.eventlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The marks of all sources, newest last. Of marks with the same offsets only the newest is kept, for it says more; when
 * there are too many, every second one of the older half goes, so that a reader far behind still finds one it has
 * reached.
 */
final class MarkHistory {
    private static final int KEPT_MAX = 4096;

    private final Map<String, List<ProgressMark>> claimable = new LinkedHashMap<>();
    private final Map<String, ProgressMark> newest = new LinkedHashMap<>();

    synchronized void add(ProgressMark mark) {
        newest.put(mark.source(), mark);
        if (mark.sourceTime() == null) {
            return;
        }
        List<ProgressMark> marks = claimable.computeIfAbsent(mark.source(), source -> new ArrayList<>());
        int last = marks.size() - 1;
        if (last >= 0 && marks.get(last).endOffsets().equals(mark.endOffsets())) {
            marks.set(last, mark);
            return;
        }
        marks.add(mark);
        if (marks.size() > KEPT_MAX) {
            thin(marks);
        }
    }

    synchronized Map<String, ProgressMark> newest() {
        return Map.copyOf(newest);
    }

    /** The newest mark of a source that is reached, among those that make a claim. */
    synchronized Optional<ProgressMark> newest(String source, Predicate<ProgressMark> reached) {
        List<ProgressMark> marks = claimable.getOrDefault(source, List.of());
        for (int at = marks.size() - 1; at >= 0; at--) {
            if (reached.test(marks.get(at))) {
                return Optional.of(marks.get(at));
            }
        }
        return Optional.empty();
    }

    private static void thin(List<ProgressMark> marks) {
        List<ProgressMark> kept = new ArrayList<>(KEPT_MAX);
        for (int at = 0; at < marks.size(); at++) {
            if (at >= marks.size() / 2 || at % 2 == 0) {
                kept.add(marks.get(at));
            }
        }
        marks.clear();
        marks.addAll(kept);
    }
}
