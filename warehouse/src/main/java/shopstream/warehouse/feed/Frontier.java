package shopstream.warehouse.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.Completeness;

/**
 * How complete each generation is. A claim holds once every offset it names is applied and committed, and not before;
 * what was once complete stays so, unless the source's clock is set back.
 */
public final class Frontier {

    private static final int OPEN_CLAIMS = 64;

    private final Map<String, Deque<Completeness.Claim>> open = new HashMap<>();
    private final Map<String, Map<Integer, Long>> applied = new HashMap<>();
    private final Map<String, Instant> completeTo = new HashMap<>();

    /** Takes note of a claim. */
    public synchronized void claimed(String generation, Completeness.Claim claim) {
        Deque<Completeness.Claim> claims = open.computeIfAbsent(generation, g -> new ArrayDeque<>());
        if (claims.isEmpty() || claims.getLast().completeTo().isBefore(claim.completeTo())) {
            claims.addLast(claim);
        }
        if (claims.size() > OPEN_CLAIMS) {
            thin(claims);
        }
        settle(generation);
    }

    /** Takes note of committed positions. */
    public synchronized void applied(String generation, Map<Integer, Long> positions) {
        applied.put(generation, Map.copyOf(positions));
        settle(generation);
    }

    /** Takes note of how complete a generation was before, unless more is known of it. */
    public synchronized void recall(String generation, Instant time) {
        completeTo.putIfAbsent(generation, time);
    }

    public synchronized Optional<Instant> completeTo(String generation) {
        return Optional.ofNullable(completeTo.get(generation));
    }

    /**
     * Nothing can be complete beyond what the sources have claimed last. Where it was, a clock had gone ahead and was set
     * back; else it would look live until the same time comes again, whatever stands still meanwhile.
     */
    public synchronized void notBeyond(Instant latest) {
        completeTo.replaceAll((generation, time) -> time.isAfter(latest) ? latest : time);
        open.values()
                .forEach(claims -> claims.removeIf(claim -> claim.completeTo().isAfter(latest)));
    }

    /** Whether a generation has these offsets, committed. */
    synchronized boolean hasApplied(String generation, Map<Integer, Long> offsets) {
        return reached(applied.getOrDefault(generation, Map.of()), offsets);
    }

    private void settle(String generation) {
        Map<Integer, Long> positions = applied.getOrDefault(generation, Map.of());
        Deque<Completeness.Claim> claims = open.getOrDefault(generation, new ArrayDeque<>());
        while (!claims.isEmpty() && reached(positions, claims.getFirst().martOffsets())) {
            Instant time = claims.removeFirst().completeTo();
            Instant before = completeTo.get(generation);
            if (before == null || before.isBefore(time)) {
                completeTo.put(generation, time);
            }
        }
    }

    private static boolean reached(Map<Integer, Long> positions, Map<Integer, Long> wanted) {
        return wanted.entrySet().stream()
                .allMatch(offset -> offset.getValue()
                        <= positions.getOrDefault(offset.getKey(), offset.getValue() == 0 ? 0L : -1L));
    }

    /** Forgets every other claim, so that a long catch-up still shows progress. */
    private static void thin(Deque<Completeness.Claim> claims) {
        boolean drop = false;
        for (Iterator<Completeness.Claim> each = claims.iterator(); each.hasNext(); drop = !drop) {
            Completeness.Claim claim = each.next();
            if (drop && claim != claims.getLast()) {
                each.remove();
            }
        }
    }
}
