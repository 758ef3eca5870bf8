package shopstream.warehouse;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Aggregates;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.StarStore;

/** The dashboards as they can be asked of the marts that are shown. */
final class Stars {

    private final Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    private final List<Seed> seeds;
    private final ZoneId zone;
    private volatile Map<String, Star> stars = Map.of();
    private volatile Map<String, String> missing = Map.of();

    Stars(List<Dashboard> dashboards, List<Seed> seeds, ZoneId zone) {
        dashboards.forEach(dashboard -> this.dashboards.put(dashboard.name(), dashboard));
        this.seeds = List.copyOf(seeds);
        this.zone = zone;
    }

    /** Reads the dashboards anew against the marts that are shown. */
    void refresh(StarStore store) {
        List<MartDeclaration> marts = Generation.shown(store.generations());
        var possible = new LinkedHashMap<String, Star>();
        var reasons = new HashMap<String, String>();
        var aggregates = new ArrayList<Aggregates>();
        for (Dashboard dashboard : dashboards.values()) {
            var problems = new Problems();
            Star.of(dashboard, marts, seeds, zone, problems).ifPresent(star -> {
                possible.put(dashboard.name(), star);
                aggregates.add(new Aggregates(star, zone));
            });
            reasons.put(
                    dashboard.name(),
                    problems.all().stream().map(p -> p.message()).collect(Collectors.joining("; ")));
        }
        store.aggregate(aggregates);
        missing = reasons;
        stars = possible;
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

    /** Those that can be asked now. */
    Collection<Star> all() {
        return stars.values();
    }

    Star star(String name) {
        Star star = stars.get(name);
        if (star == null) {
            throw new DashboardUnavailable("Dashboard " + dashboard(name).name() + " cannot be shown yet: "
                    + missing.getOrDefault(name, "the warehouse is starting"));
        }
        return star;
    }
}
