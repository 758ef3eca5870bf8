package shopstream.recommender.outcomes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import shopstream.eventlog.profiles.Visitors;
import shopstream.recommender.outcomes.ExposedVisitors.ExposedVisitor;
import shopstream.recommender.outcomes.SoldLines.Line;

/**
 * Who was shown which variant of which experiment: a visitor is exposed when a list of it comes onto their screen, not when it is
 * answered. One thread adds, any number ask.
 */
final class Exposures {
    private final int most;
    private final Map<String, Map<Who, Exposure>> ofExperiments = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    /** @param visitor by its key */
    private record Who(String visitor, String variant) {}

    /**
     * What somebody was shown of a variant.
     *
     * @param visitor by its key
     * @param first when that began, in milliseconds since 1970
     * @param shown how many lists
     * @param clicked in how many of them something was clicked
     */
    record Exposure(String visitor, String variant, long first, int shown, int clicked) {
        private Exposure with(Contribution list, long millis, int sign) {
            return new Exposure(
                    visitor, variant, Math.min(first, millis), shown + sign, clicked + (list.clicked() ? sign : 0));
        }
    }

    /** @param most visitors that are kept, of all experiments together; those that come after them are left out */
    Exposures(int most) {
        this.most = most;
    }

    /** Adds a list that was shown, or takes it back. @param sign 1 or -1 */
    void add(Contribution list, long millis, int sign) {
        if (list.isNone() || list.origin().experiment().isEmpty()) {
            return;
        }
        String visitor = list.visitor().key();
        String variant = list.origin().variant();
        ofExperiments
                .computeIfAbsent(list.origin().experiment(), first -> new ConcurrentHashMap<>())
                .compute(new Who(visitor, variant), (who, known) -> {
                    if (known == null && (sign < 0 || size.get() >= most)) {
                        return null;
                    }
                    size.addAndGet(known == null ? 1 : 0);
                    Exposure before = known == null ? new Exposure(who.visitor(), variant, millis, 0, 0) : known;
                    Exposure now = before.with(list, millis, sign);
                    size.addAndGet(now.shown() == 0 ? -1 : 0);
                    return now.shown() == 0 ? null : now;
                });
    }

    /** Who took part in an experiment, with what they bought. @param known whose browser is whose */
    ExposedVisitors visitors(String experiment, Visitors known, SoldLines sold) {
        Map<String, List<Exposure>> people = new HashMap<>();
        for (Exposure exposure :
                ofExperiments.getOrDefault(experiment, Map.of()).values()) {
            people.computeIfAbsent(person(exposure, known), first -> new ArrayList<>())
                    .add(exposure);
        }
        List<ExposedVisitor> visitors = new ArrayList<>();
        people.forEach((person, exposed) -> {
            if (exposed.stream().map(Exposure::variant).distinct().count() == 1) {
                visitors.add(
                        visitor(exposed, Visitor.userOf(person).map(sold::of).orElse(List.of())));
            }
        });
        return new ExposedVisitors(visitors, people.size() - visitors.size(), size.get() >= most);
    }

    /** Whose exposure it was: browsers of one customer are one. */
    private static String person(Exposure exposure, Visitors known) {
        return Visitor.browserOf(exposure.visitor())
                .flatMap(browser -> known.userOf(browser, exposure.first()))
                .map(Visitor::keyOfUser)
                .orElse(exposure.visitor());
    }

    private static ExposedVisitor visitor(List<Exposure> exposed, List<Line> lines) {
        long first = exposed.stream().mapToLong(Exposure::first).min().orElseThrow();
        List<Line> after = lines.stream()
                .filter(line -> line.millis() >= first && line.millis() - first <= Outcomes.BOUGHT_WITHIN.toMillis())
                .toList();
        return new ExposedVisitor(
                exposed.get(0).variant(),
                exposed.stream().mapToInt(Exposure::shown).sum(),
                exposed.stream().mapToInt(Exposure::clicked).sum(),
                !after.isEmpty(),
                after.stream().mapToLong(Line::worth).sum() / 1e4);
    }
}
