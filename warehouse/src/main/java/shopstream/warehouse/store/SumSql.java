package shopstream.warehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shopstream.warehouse.dashboards.LocalTimes;
import shopstream.warehouse.dashboards.Part;
import shopstream.warehouse.dashboards.Star;

/** The SQL of a dashboard's sums: what each line contributes, and what contributions add up to. */
final class SumSql {

    /** Leaves 14 digits before the point; what was multiplied by an exchange rate has more behind it. */
    private static final int LARGEST_SCALE_OF_64_BITS = 4;

    private final Star star;
    private final List<String> types = new ArrayList<>();

    SumSql(Star star) {
        this.star = star;
    }

    /** Learns from a table of contributions, which may be empty, as what the sums of each part are kept. */
    void learnTypes(Statement statement, String contributions) throws SQLException {
        types.clear();
        for (int i = 0; i < star.parts().size(); i++) {
            types.add(star.parts().get(i).distinct() ? "BIGINT" : storedType(statement, contributions, i));
        }
    }

    /** DuckDB reads 64-bit sums fifty times as fast as the 128-bit ones that sum() gives. */
    private String storedType(Statement statement, String contributions, int part) throws SQLException {
        try (ResultSet type = statement.executeQuery("SELECT typeof(sum(x" + part + ")) FROM " + contributions)) {
            type.next();
            String sum = type.getString(1);
            if (sum.equals("HUGEINT")) {
                return "BIGINT";
            }
            if (!sum.startsWith("DECIMAL(38,")) {
                return sum;
            }
            int scale = Integer.parseInt(sum.substring("DECIMAL(38,".length(), sum.length() - 1));
            return scale > LARGEST_SCALE_OF_64_BITS ? sum : "DECIMAL(18," + scale + ")";
        }
    }

    /** What lines add: one row per counting line. */
    String contributions(String from, LocalTimes times, String condition) {
        return contributions("1", UnaryOperator.identity(), from, times, condition);
    }

    /** What lines take away or add, by the sign in a column of theirs. */
    String contributions(String sign, String from, LocalTimes times, String condition) {
        UnaryOperator<String> signed = value -> "CASE WHEN " + sign + " < 0 THEN -" + value + " ELSE " + value + " END";
        return contributions(sign, signed, from, times, condition);
    }

    /** Columns: sign, day, dimensions d_…, entity, summands x0…, timed, and rated where there are rates. */
    private String contributions(
            String sign, UnaryOperator<String> signed, String from, LocalTimes times, String condition) {
        var select = new ArrayList<String>();
        select.add(sign + "::TINYINT AS sign");
        select.add(times.day(star.time()) + " AS day");
        star.dashboard().dimensions().forEach(d -> select.add(star.dimension(d.name()) + " AS \"d_" + d.name() + "\""));
        select.add(star.entity() + " AS entity");
        for (int i = 0; i < star.parts().size(); i++) {
            Part part = star.parts().get(i);
            if (!part.distinct()) {
                select.add(signed.apply("(" + part.sql() + ")") + " AS x" + i);
            }
        }
        select.add(signed.apply("(CASE WHEN " + times.isStartOfDay(star.time()) + " THEN 0 ELSE 1 END)") + " AS timed");
        star.rates().ifPresent(rates -> select.add("NOT (" + rates.missing() + ") AS rated"));
        return "SELECT " + String.join(", ", select) + " FROM " + from + " WHERE (" + star.where() + ") AND "
                + condition;
    }

    private String cells(Level level) {
        return "day"
                + level.dimensions().stream()
                        .map(d -> ", \"d_" + d.name() + "\"")
                        .collect(Collectors.joining());
    }

    /** What rows of contributions add up to, per cell of a level; cells that they do not change are left out. */
    String summed(Level level, String from) {
        var select = new ArrayList<String>();
        var changes = new ArrayList<String>();
        for (int i = 0; i < star.parts().size(); i++) {
            Part part = star.parts().get(i);
            String rated = part.rated() ? " AND rated" : "";
            String sum = part.distinct()
                    ? "count(DISTINCT entity) FILTER (sign > 0" + rated + ") - count(DISTINCT entity) FILTER (sign < 0"
                            + rated + ")"
                    : "coalesce(sum(x" + i + "), 0)";
            select.add("CAST(" + sum + " AS " + types.get(i) + ") AS p" + i);
            changes.add("p" + i + " <> 0");
        }
        if (star.rates().isPresent()) {
            select.add("CAST(coalesce(sum(sign) FILTER (NOT rated), 0) AS BIGINT) AS unrated");
            changes.add("unrated <> 0");
        }
        select.add("sum(timed)::BIGINT AS timed");
        select.add("sum(sign)::BIGINT AS line_count");
        changes.add("timed <> 0");
        changes.add("line_count <> 0");
        String cells = cells(level);
        return "SELECT * FROM (SELECT " + cells + ", " + String.join(", ", select) + " FROM " + from + " GROUP BY "
                + cells + ") WHERE " + String.join(" OR ", changes);
    }

    /** The sums of a level's days with the rows of each cell as one; cells without a line are left out. */
    String folded(Level level, String days) {
        String cells = cells(level);
        String sums = IntStream.range(0, star.parts().size())
                .mapToObj(i -> "CAST(sum(p" + i + ") AS " + types.get(i) + ") AS p" + i + ", ")
                .collect(Collectors.joining());
        return "SELECT * FROM (SELECT " + cells + ", " + sums + unrated("sum(unrated)")
                + "sum(timed)::BIGINT AS timed, sum(line_count)::BIGINT AS line_count FROM " + level.qualified()
                + " WHERE " + days + " GROUP BY " + cells + " HAVING sum(line_count) <> 0)";
    }

    /** A column that only those dashboards have whose amounts are of several currencies: rows without a rate. */
    private String unrated(String sum) {
        return star.rates().isPresent() ? "CAST(coalesce(" + sum + ", 0) AS BIGINT) AS unrated, " : "";
    }
}
