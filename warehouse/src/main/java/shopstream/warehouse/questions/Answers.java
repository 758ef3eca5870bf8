package shopstream.warehouse.questions;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import shopstream.warehouse.dashboards.DayRates;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Aggregates;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.Level;

/** Answers questions from what was last committed. Equal questions are computed once per version of the numbers. */
public final class Answers {

    private final Database database;
    private final ZoneId shopZone;
    private final Once once = new Once();

    /** What can be asked of a dashboard right now. */
    public record Subject(Star star, Optional<Aggregates> aggregates, long version) {
        List<Level> levels() {
            return aggregates.map(Aggregates::levels).orElse(List.of());
        }
    }

    /** The numbers alone; how complete they are is said by who knows it. */
    public record Numbers(
            List<Map<String, Object>> rows,
            Optional<Instant> lastSale,
            boolean hasHours,
            List<Map<String, Object>> unconverted) {}

    private record LastKey(String dashboard, Map<String, List<String>> filters) {}

    private record HoursKey(Question question) {}

    private record UnconvertedKey(Question question) {}

    public Answers(Database database, ZoneId shopZone) {
        this.database = database;
        this.shopZone = shopZone;
    }

    public Numbers numbers(Subject subject, Question question) {
        List<Map<String, Object>> rows = once.get(subject.version(), question, () -> rows(subject, question));
        return new Numbers(
                rows, lastSale(subject, question), hasHours(subject, question), unconverted(subject, question));
    }

    /** Shares whatever else is computed for a version. */
    public <T> T shared(Subject subject, Object key, Supplier<T> computation) {
        return once.get(subject.version(), key, computation);
    }

    /** The aggregate that would answer a question, if one does. */
    Optional<Level> level(Subject subject, Question question) {
        return new QuestionSql(subject.star(), question, shopZone, subject.levels()).exactLevel();
    }

    /** When the newest line that counts lies, under the question's filters. */
    Optional<Instant> lastSale(Subject subject, Question question) {
        var key = new LastKey(question.dashboard().name(), question.filters());
        return once.get(subject.version(), key, () -> {
            String sql = QuestionSql.last(subject.star(), question.filters(), shopZone, subject.levels());
            return database.read(sql, rows -> {
                rows.next();
                long micros = rows.getLong(1);
                return rows.wasNull() ? Optional.<Instant>empty() : Optional.of(QuestionSql.instant(micros));
            });
        });
    }

    /** Whether all times of a dashboard are the shop's days, without hours; not while there is none. */
    public boolean ownDays(Subject subject) {
        return !hasHours(subject, Question.always(subject.star().dashboard(), shopZone));
    }

    /** Whether any row of the question's range lies off the shop's midnight, or there is none at all. */
    boolean hasHours(Subject subject, Question question) {
        Question range = question.over(question.from(), question.to());
        return once.get(subject.version(), new HoursKey(range), () -> {
            String sql = new QuestionSql(subject.star(), range, shopZone, subject.levels()).hours();
            return database.read(sql, rows -> {
                rows.next();
                return rows.getLong(2) == 0 || rows.getLong(1) > 0;
            });
        });
    }

    /** What the question's range and filters keep without a rate, per currency and in it. */
    private List<Map<String, Object>> unconverted(Subject subject, Question question) {
        Optional<DayRates> rates = subject.star().rates();
        if (rates.isEmpty()) {
            return List.of();
        }
        Question range = question.over(question.from(), question.to());
        return once.get(subject.version(), new UnconvertedKey(range), () -> {
            var sql = new QuestionSql(subject.star(), range, shopZone, subject.levels());
            boolean none = sql.unratedCount()
                    .map(count -> database.read(count, rows -> rows.next() && rows.getLong(1) == 0))
                    .orElse(false);
            return none ? List.<Map<String, Object>>of() : unconverted(subject.star(), sql.unrated(rates.get()));
        });
    }

    private List<Map<String, Object>> unconverted(Star star, String sql) {
        var figures = new Figures(star);
        return database.read(sql, result -> {
            var rows = new ArrayList<Map<String, Object>>();
            while (result.next()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("currency", result.getString("currency"));
                row.putAll(figures.originals(figures.parts(result)));
                rows.add(row);
            }
            return rows;
        });
    }

    private List<Map<String, Object>> rows(Subject subject, Question question) {
        String sql = new QuestionSql(subject.star(), question, shopZone, subject.levels()).rows();
        var figures = new Figures(subject.star());
        return database.read(sql, result -> {
            var rows = new ArrayList<Map<String, Object>>();
            while (result.next()) {
                var row = new LinkedHashMap<String, Object>();
                if (question.grain() != Grain.TOTAL) {
                    row.put("time", start(result, question));
                }
                for (String dimension : question.by()) {
                    row.put(dimension, result.getString("d_" + dimension));
                    var label = subject.star().label(dimension);
                    if (label.isPresent()) {
                        row.put(label.get().name(), result.getString("l_" + dimension));
                    }
                }
                row.putAll(figures.measures(figures.parts(result)));
                rows.add(row);
            }
            return rows;
        });
    }

    private static Instant start(ResultSet result, Question question) throws SQLException {
        if (question.grain() == Grain.HOUR) {
            return QuestionSql.instant(result.getLong("t"));
        }
        Object day = result.getObject("t");
        LocalDate date = day instanceof Date old ? old.toLocalDate() : (LocalDate) day;
        return date.atStartOfDay(question.zone()).toInstant();
    }
}
