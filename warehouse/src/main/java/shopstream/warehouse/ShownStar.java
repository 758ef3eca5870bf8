package shopstream.warehouse;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.LeftOut;
import shopstream.warehouse.dashboards.Reduction;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Generation;

/**
 * A dashboard as the marts that are shown can answer it.
 *
 * @param leftOut what they cannot give, as while a model that has a new column is rebuilt; empty where nothing is missing
 */
record ShownStar(Star star, Optional<LeftOut> leftOut) {

    /** Reads dashboards against the generations of the marts. */
    static final class Reading {
        private final Map<String, MartDeclaration> shown = new LinkedHashMap<>();
        private final Map<String, MartDeclaration> rebuilt = new LinkedHashMap<>();
        private final List<Seed> seeds;
        private final ZoneId zone;

        Reading(List<Generation> generations, List<Seed> seeds, ZoneId zone) {
            this.seeds = seeds;
            this.zone = zone;
            for (Generation generation : generations) {
                if (generation.current()) {
                    shown.put(generation.mart().name(), generation.mart());
                } else if (!generation.retired()) {
                    rebuilt.put(generation.mart().name(), generation.mart());
                }
            }
        }

        /** The dashboard, or what is left of it; empty where nothing can be shown. */
        Optional<ShownStar> star(Dashboard dashboard) {
            Optional<Star> whole = star(dashboard, shown, new Problems());
            if (whole.isPresent()) {
                return whole.map(star -> new ShownStar(star, Optional.empty()));
            }
            Dashboard part = new Reduction(shown.values(), seeds).of(dashboard);
            if (part.measures().isEmpty()) {
                return Optional.empty();
            }
            return star(part, shown, new Problems())
                    .map(star -> new ShownStar(
                            star,
                            Optional.of(LeftOut.between(dashboard, part, hindrance(dashboard), awaited(dashboard)))));
        }

        /** The tables that a dashboard joins, as it is shown and as it will be. */
        Set<String> joined(Dashboard dashboard) {
            var joined = new LinkedHashSet<String>();
            star(dashboard).ifPresent(now -> joined.addAll(now.star().usedTables()));
            star(dashboard, then(), new Problems()).ifPresent(later -> joined.addAll(later.usedTables()));
            return joined;
        }

        private Map<String, MartDeclaration> then() {
            var then = new LinkedHashMap<>(shown);
            then.putAll(rebuilt);
            return then;
        }

        /** What the marts that are shown lack for all of a dashboard. */
        String hindrance(Dashboard dashboard) {
            var problems = new Problems();
            star(dashboard, shown, problems);
            return problems.all().stream().map(Problem::message).distinct().collect(Collectors.joining("; "));
        }

        /** The marts whose rebuilt rows give all of a dashboard; none where they do not. */
        private List<String> awaited(Dashboard dashboard) {
            return star(dashboard, then(), new Problems())
                    .map(star -> star.usedTables().stream()
                            .filter(table -> rebuilt.containsKey(table)
                                    && !columns(rebuilt.get(table)).equals(columns(shown.get(table))))
                            .toList())
                    .orElse(List.of());
        }

        private static List<String> columns(MartDeclaration mart) {
            return mart == null
                    ? List.of()
                    : mart.columns().stream().map(MartColumn::name).toList();
        }

        private Optional<Star> star(Dashboard dashboard, Map<String, MartDeclaration> marts, Problems problems) {
            return Star.of(dashboard, marts.values(), seeds, zone, problems);
        }
    }
}
