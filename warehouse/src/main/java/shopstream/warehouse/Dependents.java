package shopstream.warehouse;

import java.util.ArrayList;
import java.util.List;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.dashboards.Star;

/**
 * What a dashboard shows that comes from one mart: what stands still when that mart does.
 *
 * @param everything whether no figure of the dashboard does without it
 * @param titles of the dimensions and measures that come from it, in the order of the dashboard
 */
public record Dependents(String dashboard, boolean everything, List<String> titles) {
    public Dependents {
        titles = List.copyOf(titles);
    }

    static Dependents of(Star star, String mart) {
        List<String> parts = star.parts().stream()
                .map(part -> part.distinct() ? star.entity() : part.sql())
                .toList();
        var titles = new ArrayList<String>();
        for (Dimension dimension : star.dashboard().dimensions()) {
            boolean labelled = star.label(dimension.name())
                    .filter(label -> label.table().equals(mart))
                    .isPresent();
            if (labelled || reads(star, star.dimension(dimension.name()), mart)) {
                titles.add(dimension.title());
            }
        }
        for (Measure measure : star.dashboard().measures()) {
            if (reads(star, star.formulas().get(measure.name()).sql(parts), mart)) {
                titles.add(measure.title());
            }
        }
        boolean everything = star.tables().facts().contains(mart)
                || reads(star, star.where(), mart)
                || reads(star, star.time(), mart)
                || reads(star, star.entity(), mart);
        return new Dependents(star.dashboard().name(), everything, titles);
    }

    private static boolean reads(Star star, String expression, String mart) {
        String from = star.from(List.of(expression));
        return from.contains(" JOIN \"" + mart + "\" ON ") || from.contains(" JOIN \"" + mart + "\" AS ");
    }
}
