package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.dashboards.Part;
import shopstream.warehouse.dashboards.Star;

/**
 * A dashboard as views, so that every tool computes the same: one named like the dashboard with a row per counting line,
 * and one per level with a row per day and all measures.
 */
final class MeasureViews {

    private MeasureViews() {}

    static void create(Statement statement, Aggregates aggregates) throws SQLException {
        Star star = aggregates.star();
        Dashboard dashboard = star.dashboard();
        String dimensions = dashboard.dimensions().stream()
                .map(d -> ", " + star.dimension(d.name()) + " AS \"" + d.name() + "\"")
                .collect(Collectors.joining());
        String rate = star.rates()
                .map(rates -> ", " + rates.rate() + " AS \"reporting_rate\"")
                .orElse("");
        String from = " FROM " + star.from() + " WHERE " + star.where();
        statement.execute("CREATE OR REPLACE VIEW main.\"" + dashboard.name() + "\" AS SELECT " + star.time()
                + " AS \"time\", " + aggregates.day() + " AS \"day\", " + star.entity() + " AS \""
                + dashboard.entity().name() + "\"" + dimensions + rate + ", \"" + dashboard.mart() + "\".*" + from);
        for (Level level : aggregates.levels()) {
            var columns = new ArrayList<String>();
            columns.add(aggregates.day() + " AS \"day\"");
            level.dimensions().forEach(d -> columns.add(star.dimension(d.name()) + " AS \"" + d.name() + "\""));
            dashboard.measures().forEach(m -> columns.add(measure(star, m) + " AS \"" + m.name() + "\""));
            statement.execute("CREATE OR REPLACE VIEW main.\"" + level.table() + "\" AS SELECT "
                    + String.join(", ", columns) + from + " GROUP BY ALL");
        }
    }

    private static String measure(Star star, Measure measure) {
        List<String> parts = star.parts().stream().map(Part::total).toList();
        var formula = star.formulas().get(measure.name());
        String sql = formula.sql(parts);
        return star.rounds(measure) ? "round(" + sql + ", " + measure.decimals() + ")" : sql;
    }
}
