package shopstream.warehouse.questions;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.dashboards.Part;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Database;

/** The newest entities of a dashboard, such as its last orders. */
public final class Latest {

    /** Lines looked at first, per entity wanted; more only if these do not hold enough entities. */
    private static final Duration RECENT = Duration.ofHours(6);

    private static final int LINES_PER_ENTITY = 16;

    private final Database database;
    private final Answers answers;

    private record Key(Question question, int limit) {}

    public Latest(Database database, Answers answers) {
        this.database = database;
        this.answers = answers;
    }

    /** At most {@code limit} entities that the question's filters keep, whatever its range, newest first. */
    public List<Map<String, Object>> of(Answers.Subject subject, Question question, int limit) {
        Question everything = question.ever();
        return answers.shared(subject, new Key(everything, limit), () -> {
            int lines = limit * LINES_PER_ENTITY;
            Optional<String> bound = bound(subject, everything, lines);
            List<Map<String, Object>> found = since(subject.star(), everything, bound, limit);
            return found.size() < limit && bound.isPresent()
                    ? since(subject.star(), everything, Optional.empty(), limit)
                    : found;
        });
    }

    /** The time of the line this far back, so that not every line must be grouped; mostly it is one of the last hours. */
    private Optional<String> bound(Answers.Subject subject, Question question, int lines) {
        Star star = subject.star();
        return answers.lastSale(subject, question)
                .flatMap(last -> bound(star, question.over(last.minus(RECENT), question.to()), lines))
                .or(() -> bound(star, question, lines));
    }

    private Optional<String> bound(Star star, Question question, int lines) {
        var sql = new QuestionSql(star, question, question.zone(), List.of());
        String query = "SELECT epoch_us(" + star.time() + ") FROM " + star.from(sql.filteredExpressions()) + " WHERE "
                + sql.linesInRange() + " ORDER BY " + star.time() + " DESC LIMIT 1 OFFSET " + lines;
        return database.read(
                query,
                rows -> rows.next()
                        ? Optional.of(" AND " + star.time() + " >= make_timestamptz(" + rows.getLong(1) + ")")
                        : Optional.empty());
    }

    private List<Map<String, Object>> since(Star star, Question question, Optional<String> bound, int limit) {
        var sql = new QuestionSql(star, question, question.zone(), List.of());
        var select = new ArrayList<String>();
        select.add(star.entity() + " AS entity");
        select.add("epoch_us(max(" + star.time() + ")) AS t");
        List<Dimension> places = star.dashboard().dimensions(Dimension.Group.PLACE);
        places.forEach(d -> select.add("max(" + star.dimension(d.name()) + ") AS \"d_" + d.name() + "\""));
        select.add("count(*) AS line_count");
        for (int i = 0; i < star.parts().size(); i++) {
            Part part = star.parts().get(i);
            select.add((part.distinct() && !part.rated() ? "1" : part.total()) + " AS p" + i);
        }
        Optional<Unrated> unrated = Unrated.of(database, star);
        unrated.ifPresent(lines -> select.add(lines.count() + " AS unrated"));
        String kept = sql.linesInRange() + bound.orElse("");
        String query = "SELECT " + String.join(", ", select) + " FROM " + star.from() + " WHERE " + kept
                + " GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT " + limit;
        var figures = new Figures(star);
        var apart = new ArrayList<Map<String, Object>>();
        List<Map<String, Object>> latest = database.read(query, rows -> {
            var found = new ArrayList<Map<String, Object>>();
            while (rows.next()) {
                var row = new LinkedHashMap<String, Object>();
                row.put(star.dashboard().entity().name(), rows.getObject("entity"));
                row.put("time", QuestionSql.instant(rows.getLong("t")));
                for (Dimension place : places) {
                    row.put(place.name(), rows.getString("d_" + place.name()));
                }
                row.put("lines", rows.getLong("line_count"));
                row.putAll(ofOne(star, figures.measures(figures.parts(rows))));
                if (unrated.isPresent() && rows.getLong("unrated") > 0) {
                    apart.add(row);
                    if (rows.getLong("unrated") == rows.getLong("line_count")) {
                        unrated.get().withhold(row);
                    }
                }
                found.add(row);
            }
            return found;
        });
        if (!apart.isEmpty()) {
            tell(star, apart, unrated.orElseThrow(), kept);
        }
        return Collections.unmodifiableList(latest);
    }

    private static void tell(Star star, List<Map<String, Object>> apart, Unrated unrated, String kept) {
        Instant oldest = apart.stream()
                .map(row -> (Instant) row.get("time"))
                .min(Instant::compareTo)
                .orElseThrow();
        var amounts = unrated.byEntity(kept + " AND " + star.time() + " >= " + QuestionSql.instant(oldest));
        for (Map<String, Object> row : apart) {
            List<Map<String, Object>> its =
                    amounts.getOrDefault(row.get(star.dashboard().entity().name()), List.of());
            row.put("unconverted", its.stream().map(one -> ofOne(star, one)).toList());
        }
    }

    /** Without the measures that count entities: each has one. */
    private static Map<String, Object> ofOne(Star star, Map<String, Object> measures) {
        for (Measure measure : star.dashboard().measures()) {
            var with = parts(star, BigDecimal.ONE);
            var more = parts(star, BigDecimal.TEN);
            BigDecimal one = star.formulas().get(measure.name()).value(with);
            BigDecimal ten = star.formulas().get(measure.name()).value(more);
            if (one == null || ten == null || one.compareTo(ten) != 0) {
                measures.remove(measure.name());
            }
        }
        return measures;
    }

    private static List<BigDecimal> parts(Star star, BigDecimal entities) {
        return star.parts().stream()
                .map(part -> part.distinct() ? entities : BigDecimal.valueOf(7))
                .toList();
    }
}
