package shopstream.eventlog.profiles;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Profiles of all visitors in two maps: what a job does with very many of them, without any of what it does that with. */
final class FoldedProfiles {
    private final Map<String, BrowserProfile> browsers = new TreeMap<>();
    private final Map<String, CustomerProfile> customers = new TreeMap<>();

    /** Takes events in, a millisecond after the other. */
    static FoldedProfiles of(List<VisitorEvent> events) {
        FoldedProfiles folded = new FoldedProfiles();
        long taken = Happening.BEGIN;
        for (VisitorEvent event : events) {
            folded.add(event, taken++);
        }
        return folded;
    }

    void add(VisitorEvent event, long taken) {
        event.user()
                .ifPresent(user -> customers.merge(
                        user, CustomerProfile.UNKNOWN.with(event, taken), (known, first) -> known.with(event, taken)));
        event.browser().ifPresent(id -> {
            BrowserProfile before = browser(id);
            BrowserProfile now = before.with(event, taken);
            browsers.put(id, now);
            now.handedSince(before, id)
                    .forEach(handed ->
                            customers.put(handed.user(), customer(handed.user()).with(handed.part())));
        });
    }

    BrowserProfile browser(String id) {
        return browsers.getOrDefault(id, BrowserProfile.UNKNOWN);
    }

    CustomerProfile customer(String id) {
        return customers.getOrDefault(id, CustomerProfile.UNKNOWN);
    }
}
