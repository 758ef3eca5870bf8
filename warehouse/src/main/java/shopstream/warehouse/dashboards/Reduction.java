package shopstream.warehouse.dashboards;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartDeclaration;

/**
 * A dashboard without what some marts would be needed for, when the source has no tables to make these marts from: a
 * missing table takes its own measures and dimensions with it, and nothing else.
 */
public final class Reduction {

    private final Collection<MartDeclaration> marts;
    private final Collection<Seed> seeds;

    /** @param marts those that can be made */
    public Reduction(Collection<MartDeclaration> marts, Collection<Seed> seeds) {
        this.marts = List.copyOf(marts);
        this.seeds = List.copyOf(seeds);
    }

    /** What is left of the dashboard: all of it where nothing is missing, nothing where its own fact is. */
    public Dashboard of(Dashboard dashboard) {
        Dashboard left = dashboard;
        for (Set<Place> unreadable = unreadable(left); !unreadable.isEmpty(); unreadable = unreadable(left)) {
            Dashboard smaller = without(left, unreadable);
            if (smaller.equals(left)) {
                return left.showing(List.of(), List.of());
            }
            left = smaller;
        }
        return left;
    }

    private Set<Place> unreadable(Dashboard dashboard) {
        Problems problems = new Problems();
        Star.of(dashboard, marts, seeds, ZoneOffset.UTC, problems);
        return problems.all().stream().map(Problem::place).collect(Collectors.toSet());
    }

    private Dashboard without(Dashboard dashboard, Set<Place> unreadable) {
        List<Measure> measures = dashboard.measures().stream()
                .filter(measure -> !unreadable.contains(measure.place()))
                .toList();
        List<Dimension> readable = dashboard.dimensions().stream()
                .flatMap(dimension -> unreadable.contains(dimension.place())
                        ? readableWithoutLabel(dashboard, dimension).stream()
                        : Optional.of(dimension).stream())
                .toList();
        Set<String> names = readable.stream().map(Dimension::name).collect(Collectors.toSet());
        List<Dimension> dimensions = readable.stream()
                .map(dimension ->
                        dimension.parent().filter(names::contains).isPresent() ? dimension : dimension.withoutParent())
                .toList();
        return dashboard.showing(measures, dimensions);
    }

    /** A product's code says something also where nothing knows its name. */
    private Optional<Dimension> readableWithoutLabel(Dashboard dashboard, Dimension dimension) {
        return dimension
                .label()
                .map(label -> dimension.withoutLabel())
                .filter(bare -> !unreadable(dashboard.showing(List.of(), List.of(bare.withoutParent())))
                        .contains(bare.place()));
    }
}
