package shopstream.warehouse.questions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Database;

/** Finds what an unusual hour consists of: the finest goods that make up half of the excess or more. */
final class Drivers {

    private static final double SHARE = 0.5;

    private final Database database;

    Drivers(Database database) {
        this.database = database;
    }

    UnusualHour explained(Star star, Question question, UnusualHour hour, List<Instant> weeks) {
        Optional<UnusualHour.Driver> driver = Optional.empty();
        for (Dimension goods : star.dashboard().dimensions(Dimension.Group.GOODS)) {
            Optional<UnusualHour.Driver> finer = driver(star, question, hour, weeks, goods);
            driver = finer.isPresent() ? finer : driver;
        }
        return driver.map(hour::drivenBy).orElse(hour);
    }

    private Optional<UnusualHour.Driver> driver(
            Star star, Question question, UnusualHour hour, List<Instant> weeks, Dimension goods) {
        Map<String, List<String>> filters = new TreeMap<>(question.filters());
        hour.place().ifPresent(place -> filters.put(hour.dimension().orElseThrow(), List.of(place)));
        var narrowed = new Question(
                question.dashboard(), Grain.TOTAL, List.of(), Instant.EPOCH, question.to(), question.zone(), filters);
        var sql = new QuestionSql(star, narrowed, question.zone(), List.of());
        String value = star.dimension(goods.name());
        var expressions = new ArrayList<>(sql.filteredExpressions());
        expressions.add(value);
        List<String> hours = Stream.concat(Stream.of(hour.time()), weeks.stream())
                .map(start -> star.time() + " >= " + QuestionSql.instant(start) + " AND " + star.time() + " < "
                        + QuestionSql.instant(start.plus(Duration.ofHours(1))))
                .toList();
        String now = star.time() + " >= " + QuestionSql.instant(hour.time());
        String entity = star.entity();
        double scale = Math.max(1, weeks.size());
        String query =
                "SELECT " + value + " AS v, count(DISTINCT " + entity + ") FILTER (" + now + ") AS n, count(DISTINCT "
                        + entity + ") FILTER (NOT (" + now + ")) / " + scale + " AS e FROM "
                        + linesOf(star, hours, expressions) + " AND " + star.where() + sql.filters(star::dimension)
                        + " GROUP BY 1 ORDER BY n - e DESC, v LIMIT 1";
        double needed = (hour.value() - hour.expected()) * SHARE;
        return database.read(query, rows -> {
                    if (!rows.next() || rows.getLong(2) - rows.getDouble(3) < needed) {
                        return Optional.<UnusualHour.Driver>empty();
                    }
                    return Optional.of(new UnusualHour.Driver(
                            goods.name(), rows.getString(1), Optional.empty(), rows.getLong(2), rows.getDouble(3)));
                })
                .map(found -> labelled(star, goods, found));
    }

    /** Hour by hour where the lines know their time: DuckDB passes over what lies outside a range, but not outside of several. */
    private static String linesOf(Star star, List<String> hours, List<String> expressions) {
        String lines = star.from(List.of(star.time()));
        if (!lines.equals(star.from(List.of()))) {
            return star.from(expressions) + " WHERE ((" + String.join(") OR (", hours) + "))";
        }
        String each = hours.stream()
                .map(hour -> "SELECT * FROM " + lines + " WHERE " + hour)
                .collect(Collectors.joining(" UNION ALL "));
        return star.fromRows("(" + each + ")", expressions) + " WHERE true";
    }

    private UnusualHour.Driver labelled(Star star, Dimension goods, UnusualHour.Driver found) {
        return star.label(goods.name())
                .map(source -> {
                    String query = "SELECT \"" + source.column() + "\" FROM \"" + source.table() + "\" WHERE CAST(\""
                            + source.key() + "\" AS VARCHAR) = '"
                            + found.value().replace("'", "''") + "'";
                    Optional<String> label = database.read(
                            query,
                            rows -> rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.<String>empty());
                    return new UnusualHour.Driver(
                            found.dimension(), found.value(), label, found.count(), found.expected());
                })
                .orElse(found);
    }
}
