package shopstream.warehouse.questions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.warehouse.dashboards.DayRates;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Database;

/** What single entities have in currencies without a rate: said in these currencies, and not as nothing in the dashboard's. */
final class Unrated {

    private final Database database;
    private final Star star;
    private final DayRates rates;

    private Unrated(Database database, Star star, DayRates rates) {
        this.database = database;
        this.star = star;
        this.rates = rates;
    }

    /** For a star with rates; a star without has nothing unrated. */
    static Optional<Unrated> of(Database database, Star star) {
        return star.rates().map(rates -> new Unrated(database, star, rates));
    }

    /** SQL of the number of lines without a rate. */
    String count() {
        return "count(*) FILTER (" + rates.missing() + ")";
    }

    /** Takes the converted measures from an entity none of whose lines has a rate. */
    void withhold(Map<String, Object> row) {
        for (Measure measure : star.dashboard().measures()) {
            if (measure.unit() == Measure.Unit.CURRENCY && row.containsKey(measure.name())) {
                row.put(measure.name(), null);
            }
        }
    }

    /** Per entity the currencies without a rate and the measures in each, among the lines that a condition keeps. */
    Map<Object, List<Map<String, Object>>> byEntity(String condition) {
        var select = new ArrayList<>(List.of(star.entity() + " AS entity", rates.currency() + " AS currency"));
        for (int i = 0; i < star.parts().size(); i++) {
            select.add(star.parts().get(i).originalTotal() + " AS p" + i);
        }
        var figures = new Figures(star);
        String query = "SELECT " + String.join(", ", select) + " FROM " + star.from() + " WHERE " + condition + " AND "
                + rates.missing() + " GROUP BY 1, 2 ORDER BY 1, 2";
        return database.read(query, rows -> {
            var found = new HashMap<Object, List<Map<String, Object>>>();
            while (rows.next()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("currency", rows.getString("currency"));
                row.putAll(figures.originals(figures.parts(rows)));
                found.computeIfAbsent(rows.getObject("entity"), entity -> new ArrayList<>())
                        .add(row);
            }
            return found;
        });
    }
}
