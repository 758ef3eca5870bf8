package shopstream.warehouse;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import shopstream.contracts.seeds.Seed;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.LeftOut;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.questions.Question;
import shopstream.warehouse.store.Aggregates;
import shopstream.warehouse.store.StarStore;

/** The dashboards as they can be asked of the marts that are shown. */
final class Stars {

    private final Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    private final List<Seed> seeds;
    private final ZoneId zone;
    private volatile Map<String, ShownStar> stars = Map.of();
    private volatile Map<String, String> missing = Map.of();
    private volatile List<Set<String>> joined = List.of();

    Stars(List<Dashboard> dashboards, List<Seed> seeds, ZoneId zone) {
        dashboards.forEach(dashboard -> this.dashboards.put(dashboard.name(), dashboard));
        this.seeds = List.copyOf(seeds);
        this.zone = zone;
    }

    /** Reads the dashboards anew against the marts that are shown. */
    void refresh(StarStore store) {
        var reading = new ShownStar.Reading(store.generations(), seeds, zone);
        var possible = new LinkedHashMap<String, ShownStar>();
        var reasons = new HashMap<String, String>();
        for (Dashboard dashboard : dashboards.values()) {
            reading.star(dashboard)
                    .ifPresentOrElse(
                            star -> possible.put(dashboard.name(), star),
                            () -> reasons.put(dashboard.name(), reading.hindrance(dashboard)));
        }
        store.aggregate(possible.values().stream()
                .map(shown -> new Aggregates(shown.star(), zone))
                .toList());
        joined = dashboards.values().stream().map(reading::joined).toList();
        missing = reasons;
        stars = possible;
    }

    /** The tables that each dashboard joins. */
    List<Set<String>> joined() {
        return joined;
    }

    List<Dashboard> dashboards() {
        return List.copyOf(dashboards.values());
    }

    Dashboard dashboard(String name) {
        Dashboard dashboard = dashboards.get(name);
        if (dashboard == null) {
            throw new DashboardUnavailable("There is no dashboard \"" + name + "\"; there are " + dashboards.keySet());
        }
        return dashboard;
    }

    /** The dashboard as it can be asked now; as it is declared while nothing of it can be shown. */
    Dashboard asShown(String name) {
        return asked(name).map(Star::dashboard).orElseGet(() -> dashboard(name));
    }

    Star star(String name) {
        return asked(name)
                .orElseThrow(() ->
                        new DashboardUnavailable("Dashboard " + dashboard(name).name() + " cannot be shown yet: "
                                + missing.getOrDefault(name, "the warehouse is starting")));
    }

    /** The tables that a dashboard's numbers come from; empty while it cannot be asked. */
    Optional<Set<String>> usedTables(String name) {
        return asked(name).map(Star::usedTables);
    }

    /** What of each dashboard comes from a mart; dashboards that do without it are left out. */
    List<Dependents> dependents(String mart) {
        return stars.values().stream()
                .map(shown -> Dependents.of(shown.star(), mart))
                .filter(each -> each.everything() || !each.titles().isEmpty())
                .toList();
    }

    /** The star of a dashboard, where it can be asked now. */
    Optional<Star> asked(String name) {
        return shown(name).map(ShownStar::star);
    }

    /** The star that a question can be asked of. @throws DashboardUnavailable also where it is about what is left out */
    Star star(Question question) {
        String name = question.dashboard().name();
        Star star = star(name);
        boolean answerable = Stream.concat(question.by().stream(), question.filters().keySet().stream())
                .allMatch(dimension -> star.dashboard().dimension(dimension).isPresent());
        if (!answerable) {
            throw new DashboardUnavailable(
                    leftOut(name).map(LeftOut::sentence).orElse("Dashboard " + name + " is just changing"));
        }
        return star;
    }

    /** What a dashboard is shown without; empty where nothing is missing, and where nothing is shown. */
    Optional<LeftOut> leftOut(String name) {
        return shown(name).flatMap(ShownStar::leftOut);
    }

    private Optional<ShownStar> shown(String name) {
        return Optional.ofNullable(stars.get(name));
    }
}
