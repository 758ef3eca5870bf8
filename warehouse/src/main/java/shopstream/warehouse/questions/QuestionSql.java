package shopstream.warehouse.questions;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.warehouse.dashboards.DayRates;
import shopstream.warehouse.dashboards.LocalTimes;
import shopstream.warehouse.dashboards.Part;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Level;

/**
 * A question in SQL, over the smallest aggregate that answers it exactly, else over the lines. Of a range that begins or ends
 * within a day only that day is asked of the lines.
 */
final class QuestionSql {

    private final Star star;
    private final Question question;
    private final ZoneId shopZone;
    private final List<Level> levels;

    /** Its whole days over aggregates, and the rest over the lines; empty where the one or the other answers it alone. */
    private final Optional<Halves> halves;

    private record Halves(QuestionSql days, List<QuestionSql> rest) {}

    /** @param levels the aggregates that may be asked; empty while there are none */
    QuestionSql(Star star, Question question, ZoneId shopZone, List<Level> levels) {
        this.star = star;
        this.question = question;
        this.shopZone = shopZone;
        boolean byDay = question.grain() != Grain.HOUR && question.sameDaysIn(shopZone);
        this.levels = byDay && question.wholeDays() ? levels : List.of();
        this.halves = byDay && !question.wholeDays() && !levels.isEmpty()
                ? question.split().map(split -> new Halves(of(split.days(), levels), rest(split)))
                : Optional.empty();
    }

    private List<QuestionSql> rest(Question.Split split) {
        return split.rest().stream().map(end -> of(end, List.of())).toList();
    }

    private QuestionSql of(Question part, List<Level> asked) {
        return new QuestionSql(star, part, shopZone, asked);
    }

    /** Columns: t (DATE or microseconds; only with a grain), d_…, parts p0…, labels l_…. */
    String rows() {
        Optional<Level> level = exactLevel();
        String inner = level.map(this::fromLevel).or(this::fromBoth).orElseGet(this::fromLines);
        var labels = new StringBuilder();
        var joins = new StringBuilder();
        var order = new ArrayList<String>();
        if (question.grain() != Grain.TOTAL) {
            order.add("q.t");
        }
        for (String dimension : question.by()) {
            order.add("q.\"d_" + dimension + "\"");
            star.label(dimension).ifPresent(label -> {
                String alias = "\"of_" + dimension + "\"";
                labels.append(", ")
                        .append(alias)
                        .append(".\"")
                        .append(label.column())
                        .append("\" AS \"l_")
                        .append(dimension)
                        .append('"');
                joins.append(" LEFT JOIN \"")
                        .append(label.table())
                        .append("\" AS ")
                        .append(alias);
                joins.append(" ON CAST(")
                        .append(alias)
                        .append(".\"")
                        .append(label.key())
                        .append("\" AS VARCHAR) = q.\"d_");
                joins.append(dimension).append('"');
            });
        }
        return "SELECT q.*" + labels + " FROM (" + inner + ") q" + joins
                + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
    }

    /** Whether the rows come from an aggregate. */
    Optional<Level> exactLevel() {
        var single = new TreeSet<String>();
        var several = new TreeSet<String>();
        question.filters().forEach((name, values) -> (values.size() == 1 ? single : several).add(name));
        return levels.stream()
                .filter(level -> level.answers(Set.copyOf(question.by()), single, several))
                .findFirst();
    }

    private String fromLevel(Level level) {
        var select = new ArrayList<String>();
        var group = new ArrayList<String>();
        if (question.grain() == Grain.DAY) {
            select.add("day AS t");
            group.add("day");
        }
        question.by().forEach(d -> {
            select.add("\"d_" + d + "\"");
            group.add("\"d_" + d + "\"");
        });
        for (int i = 0; i < star.parts().size(); i++) {
            select.add("sum(p" + i + ") AS p" + i);
        }
        return "SELECT " + String.join(", ", select) + " FROM " + level.qualified() + " WHERE " + days()
                + filters(d -> "\"d_" + d + "\"")
                + (group.isEmpty() ? "" : " GROUP BY " + String.join(", ", group) + " HAVING sum(line_count) > 0");
    }

    /** Entities lie in one moment each, so those of the halves add up. */
    private Optional<String> fromBoth() {
        return halves.flatMap(both -> both.days().exactLevel().map(level -> {
            var select = new ArrayList<String>();
            if (question.grain() == Grain.DAY) {
                select.add("t");
            }
            question.by().forEach(d -> select.add("\"d_" + d + "\""));
            String group = select.isEmpty() ? "" : " GROUP BY " + String.join(", ", select);
            for (int i = 0; i < star.parts().size(); i++) {
                select.add("sum(p" + i + ") AS p" + i);
            }
            String lines = both.rest().stream()
                    .map(end -> " UNION ALL " + end.fromLines())
                    .collect(Collectors.joining());
            return "SELECT " + String.join(", ", select) + " FROM ("
                    + both.days().fromLevel(level) + lines + ")" + group;
        }));
    }

    private String fromLines() {
        var select = new ArrayList<String>();
        var group = new ArrayList<String>();
        var expressions = new ArrayList<>(List.of(star.where(), star.time(), star.entity()));
        if (question.grain() != Grain.TOTAL) {
            LocalTimes times = LocalTimes.of(question.zone(), question.from(), question.to());
            select.add((question.grain() == Grain.DAY ? times.day(star.time()) : times.hourStartMicros(star.time()))
                    + " AS t");
            group.add("1");
        }
        for (String dimension : question.by()) {
            select.add(star.dimension(dimension) + " AS \"d_" + dimension + "\"");
            group.add(Integer.toString(select.size()));
            expressions.add(star.dimension(dimension));
        }
        for (int i = 0; i < star.parts().size(); i++) {
            Part part = star.parts().get(i);
            select.add(part.total() + " AS p" + i);
            expressions.add(part.sql());
        }
        question.filters().keySet().forEach(d -> expressions.add(star.dimension(d)));
        return "SELECT " + String.join(", ", select) + " FROM " + star.from(expressions) + " WHERE " + linesInRange()
                + (group.isEmpty() ? "" : " GROUP BY " + String.join(", ", group));
    }

    /** Columns: rows that lie off the shop's midnight, rows. */
    String hours() {
        Optional<Level> level = levels.stream()
                .filter(l -> l.covers(question.filters().keySet()))
                .findFirst();
        if (level.isPresent()) {
            return "SELECT sum(timed) AS timed, sum(line_count) AS line_count FROM "
                    + level.get().qualified() + " WHERE " + days() + filters(d -> "\"d_" + d + "\"");
        }
        if (halves.isPresent()) {
            String both = Stream.concat(Stream.of(halves.get().days()), halves.get().rest().stream())
                    .map(QuestionSql::hours)
                    .collect(Collectors.joining(" UNION ALL "));
            return "SELECT sum(timed), sum(line_count) FROM (" + both + ")";
        }
        String midnight =
                LocalTimes.of(shopZone, question.from(), question.to()).isStartOfDay(star.time());
        return "SELECT count(*) FILTER (NOT (" + midnight + ")) AS timed, count(*) AS line_count FROM "
                + star.from(filteredExpressions()) + " WHERE " + linesInRange();
    }

    /** Column: rows of the range whose amounts have no rate. Empty when only the lines know. */
    Optional<String> unratedCount() {
        return levels.stream()
                .filter(l -> l.covers(question.filters().keySet()))
                .findFirst()
                .map(l -> "SELECT sum(unrated) FROM " + l.qualified() + " WHERE " + days()
                        + filters(d -> "\"d_" + d + "\""));
    }

    /** Columns: currency and the parts p0… in it, of the rows of the range whose amounts have no rate. */
    String unrated(DayRates rates) {
        var select = new ArrayList<String>();
        select.add(rates.currency() + " AS currency");
        for (int i = 0; i < star.parts().size(); i++) {
            select.add(star.parts().get(i).originalTotal() + " AS p" + i);
        }
        var expressions = filteredExpressions();
        expressions.add(rates.rate());
        star.parts().forEach(part -> expressions.add(part.original()));
        return "SELECT " + String.join(", ", select) + " FROM " + star.from(expressions) + " WHERE " + linesInRange()
                + " AND " + rates.missing() + " GROUP BY 1 ORDER BY 1";
    }

    /** Column: the microseconds of the newest counting line, whatever the range. */
    static String last(Star star, Map<String, List<String>> filters, ZoneId shopZone, List<Level> levels) {
        var question =
                new Question(star.dashboard(), Grain.TOTAL, List.of(), Instant.EPOCH, Instant.EPOCH, shopZone, filters);
        var sql = new QuestionSql(star, question, shopZone, levels);
        String lines = "SELECT epoch_us(max(" + star.time() + ")) FROM " + star.from(sql.filteredExpressions())
                + " WHERE " + star.where() + sql.filters(star::dimension);
        return levels.stream()
                .filter(l -> l.covers(filters.keySet()))
                .findFirst()
                .map(l -> {
                    String day = "(SELECT max(day) FROM (SELECT day FROM " + l.qualified() + " WHERE true"
                            + sql.filters(d -> "\"d_" + d + "\"") + " GROUP BY day HAVING sum(line_count) > 0))";
                    return lines + " AND " + star.time() + " >= CAST(" + day + " - 1 AS TIMESTAMP) AT TIME ZONE 'UTC'";
                })
                .orElse(lines);
    }

    ArrayList<String> filteredExpressions() {
        var expressions = new ArrayList<>(List.of(star.where(), star.time(), star.entity()));
        question.filters().keySet().forEach(d -> expressions.add(star.dimension(d)));
        return expressions;
    }

    private String days() {
        return "day >= DATE '" + question.firstDay() + "' AND day < DATE '" + question.dayAfter() + "'";
    }

    String linesInRange() {
        return star.where() + " AND " + star.time() + " >= " + instant(question.from()) + " AND " + star.time() + " < "
                + instant(question.to()) + filters(star::dimension);
    }

    static String instant(Instant instant) {
        return "make_timestamptz(" + micros(instant) + ")";
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    String filters(UnaryOperator<String> column) {
        return question.filters().entrySet().stream()
                .map(filter -> " AND " + column.apply(filter.getKey()) + " IN ("
                        + filter.getValue().stream().map(QuestionSql::quoted).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
