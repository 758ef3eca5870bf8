package shopstream.app;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import shopstream.app.http.PlatformStatus;

/** The state of the whole, in a word: the worst of its parts. */
public final class PlatformState {
    /** Up to here a mart counts as live. */
    public static final Duration LIVE = Duration.ofSeconds(10);

    /** What the lake is while somebody has to look after it. */
    private static final Set<String> LAKE_IN_TROUBLE = Set.of("failed", "behind");

    private PlatformState() {}

    /** @param lake null where nothing is written to one, or not yet */
    static String of(List<PlatformStatus.Mart> marts, PlatformStatus.Lake lake) {
        if (lake != null && LAKE_IN_TROUBLE.contains(lake.state())) {
            return "behind";
        }
        if (marts.isEmpty() || marts.stream().allMatch(mart -> mart.completeTo() == null)) {
            return "starting";
        }
        boolean live = marts.stream()
                .filter(mart -> !mart.state().equals("off"))
                .allMatch(mart -> mart.lagMillis() != null && mart.lagMillis() < LIVE.toMillis());
        return live ? "live" : "behind";
    }
}
