package shopstream.warehouse.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;

/**
 * One aggregate of a dashboard: a row per day, place and (but for the coarsest) per value of one goods dimension and
 * its parents.
 *
 * @param leaf the finest goods dimension; empty when the level tells only places apart
 */
public record Level(String table, List<Dimension> dimensions, Optional<Dimension> leaf) {

    /** The levels of a dashboard, the smallest first. */
    public static List<Level> of(Dashboard dashboard) {
        var levels = new ArrayList<Level>();
        List<Dimension> places = dashboard.dimensions(Dimension.Group.PLACE);
        levels.add(new Level(dashboard.name() + "_by_day", places, Optional.empty()));
        for (Dimension goods : dashboard.dimensions(Dimension.Group.GOODS)) {
            var dimensions = new ArrayList<>(places);
            for (Dimension d : dashboard.dimensions(Dimension.Group.GOODS)) {
                if (d.equals(goods) || isAncestor(dashboard, d, goods)) {
                    dimensions.add(d);
                }
            }
            levels.add(new Level(dashboard.name() + "_by_day_" + goods.name(), dimensions, Optional.of(goods)));
        }
        return List.copyOf(levels);
    }

    private static boolean isAncestor(Dashboard dashboard, Dimension candidate, Dimension of) {
        Optional<Dimension> parent = of.parent().flatMap(dashboard::dimension);
        for (int steps = 0; parent.isPresent() && steps < dashboard.dimensions().size(); steps++) {
            if (parent.get().equals(candidate)) {
                return true;
            }
            parent = parent.get().parent().flatMap(dashboard::dimension);
        }
        return false;
    }

    /**
     * Whether this level answers exactly a question that groups by {@code by} and keeps only single values of
     * {@code single} and several of {@code several}. Distinct entities do not add up over goods, so the leaf must be
     * told apart or held fixed.
     */
    public boolean answers(Set<String> by, Set<String> single, Set<String> several) {
        Set<String> own = Set.copyOf(dimensions.stream().map(Dimension::name).toList());
        boolean fixed = leaf.map(l -> by.contains(l.name()) || single.contains(l.name()))
                .orElse(true);
        return fixed && own.containsAll(by) && own.containsAll(single) && own.containsAll(several);
    }

    /** Whether sums over rows, without distinct counts, can be had under these filters. */
    public boolean covers(Set<String> filtered) {
        return dimensions.stream().map(Dimension::name).toList().containsAll(filtered);
    }

    /** The table's full name. */
    public String qualified() {
        return "aggregates.\"" + table + "\"";
    }
}
