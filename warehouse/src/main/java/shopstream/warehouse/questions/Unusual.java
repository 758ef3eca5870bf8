package shopstream.warehouse.questions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.LocalTimes;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.store.Database;

/**
 * Finds hours of unusual demand, in total and per value of the first place dimension. An hour is unusual when chance,
 * given the same hour of the preceding weeks, the trend and how much weeks differ anyway, would bring as much only
 * once in several weeks over all hours and places looked at.
 */
public final class Unusual {

    /** Hours that chance alone may bring per week, over all series. */
    private static final double FALSE_PER_WEEK = 0.2;

    private static final int HOURS_PER_WEEK = 168;
    private static final double SMALLEST_RATIO = 2;
    private static final double SMALLEST_EXCESS = 4;
    private static final Duration HISTORY = Duration.ofDays(64);
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);
    private static final int EXPLAINED = 40;

    private final Database database;
    private final Answers answers;
    private final Drivers drivers;
    private final RelevantCampaigns campaigns;
    private final Executor beside;
    private final Clock clock;
    private final Map<Question, FoundHours> kept = new ConcurrentHashMap<>();

    private record Series(Optional<String> place, HourSeries hours) {}

    /** @param beside where hours that were found are looked for again */
    public Unusual(Database database, Answers answers, RelevantCampaigns campaigns, Executor beside, Clock clock) {
        this.database = database;
        this.answers = answers;
        this.drivers = new Drivers(database);
        this.campaigns = campaigns;
        this.beside = beside;
        this.clock = clock;
    }

    /** The unusual hours of the question's range, newest first; as found some seconds or minutes ago where they were looked for before. */
    public List<UnusualHour> hours(Answers.Subject subject, Question question, Optional<Instant> completeTo) {
        Question range = question.over(question.from(), question.to());
        Instant now = clock.instant();
        kept.values().removeIf(each -> each.asked().isBefore(now.minus(FORGOTTEN)));
        FoundHours found = kept.computeIfAbsent(range, q -> new FoundHours(beside, now));
        found.asked(now);
        return found.hours(() -> find(subject, range, completeTo, now), now);
    }

    private List<UnusualHour> find(
            Answers.Subject subject, Question question, Optional<Instant> completeTo, Instant now) {
        Star star = subject.star();
        // What one of several marts counts may have begun in the middle of it.
        if (star.tables().facts().size() > 1 || !answers.hasHours(subject, question)) {
            return List.of();
        }
        Optional<Dimension> place =
                star.dashboard().dimensions(Dimension.Group.PLACE).stream().findFirst();
        List<Series> series = series(star, question, place);
        HourSeries total = series.get(0).hours();
        double spread = total.spread();
        double threshold = FALSE_PER_WEEK / HOURS_PER_WEEK / series.size();
        Instant end = question.to().isBefore(now) ? question.to() : now;
        var found = new ArrayList<UnusualHour>();
        Map<Instant, Double> trends = new HashMap<>();
        for (Instant hour = firstHour(question); hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            for (Series each : series) {
                long value = each.hours().at(hour);
                double trend = trends.computeIfAbsent(hour, total::trend);
                HourSeries.Usual usual =
                        value < SMALLEST_EXCESS ? null : each.hours().usual(hour, trend, spread);
                if (usual == null || value < usual.mean() * SMALLEST_RATIO || value - usual.mean() < SMALLEST_EXCESS) {
                    continue;
                }
                double chance = CountTail.atLeast(value, usual.mean(), usual.variance());
                if (chance < threshold) {
                    boolean finished = completeTo
                            .map(hour.plus(Duration.ofHours(1))::compareTo)
                            .map(c -> c <= 0)
                            .orElse(false);
                    found.add(unusual(place, each.place(), hour, value, usual, chance, finished, question.zone()));
                }
            }
        }
        found.sort(Comparator.comparing(UnusualHour::time).reversed());
        for (int i = 0; i < Math.min(EXPLAINED, found.size()); i++) {
            found.set(i, drivers.explained(star, question, found.get(i), weeks(series, found.get(i), total, spread)));
        }
        return found.stream()
                .map(hour -> campaigns.during(subject, question, hour))
                .toList();
    }

    private static List<Instant> weeks(List<Series> series, UnusualHour hour, HourSeries total, double spread) {
        return series.stream()
                .filter(s -> s.place().equals(hour.place()))
                .findFirst()
                .map(s -> s.hours()
                        .usual(hour.time(), total.trend(hour.time()), spread)
                        .weeks())
                .orElse(List.of());
    }

    private static Instant firstHour(Question question) {
        Instant hour = question.from()
                .atZone(question.zone())
                .truncatedTo(java.time.temporal.ChronoUnit.HOURS)
                .toInstant();
        return hour.isBefore(question.from()) ? hour.plus(Duration.ofHours(1)) : hour;
    }

    /** The total first, then one series per place. */
    private List<Series> series(Star star, Question question, Optional<Dimension> place) {
        Instant from = question.from().minus(HISTORY);
        Question history = question.over(from, question.to());
        var sql = new QuestionSql(star, history, question.zone(), List.of());
        String value = place.map(d -> star.dimension(d.name())).orElse("''");
        var expressions = new ArrayList<>(sql.filteredExpressions());
        expressions.add(value);
        String query =
                "SELECT " + LocalTimes.of(question.zone(), from, question.to()).hourStartMicros(star.time()) + ", "
                        + value + ", count(DISTINCT " + star.entity() + ") FROM " + star.from(expressions) + " WHERE "
                        + sql.linesInRange() + " GROUP BY 1, 2";
        Instant begin = begin(star);
        return database.read(query, rows -> {
            var total = new HourSeries(question.zone(), begin);
            var places = new HashMap<String, HourSeries>();
            while (rows.next()) {
                Instant hour = QuestionSql.instant(rows.getLong(1));
                long count = rows.getLong(3);
                total.add(hour, count);
                places.computeIfAbsent(rows.getString(2), p -> new HourSeries(question.zone(), begin))
                        .add(hour, count);
            }
            var series = new ArrayList<Series>();
            series.add(new Series(Optional.empty(), total));
            if (place.isPresent()) {
                places.forEach((name, hours) -> series.add(new Series(Optional.of(name), hours)));
            }
            return series;
        });
    }

    private Instant begin(Star star) {
        String query = "SELECT epoch_us(min(" + star.time() + ")) FROM " + star.from(List.of(star.where())) + " WHERE "
                + star.where();
        return database.read(query, rows -> {
            rows.next();
            return QuestionSql.instant(rows.getLong(1));
        });
    }

    private static UnusualHour unusual(
            Optional<Dimension> dimension,
            Optional<String> place,
            Instant hour,
            long value,
            HourSeries.Usual usual,
            double chance,
            boolean finished,
            ZoneId zone) {
        double ratio = value / usual.mean();
        ZonedDateTime local = hour.atZone(zone);
        String sentence = String.format(
                Locale.ROOT,
                "%.1f times what is usual for a %s at %02d:00",
                ratio,
                local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                local.getHour());
        return new UnusualHour(
                hour,
                place.flatMap(p -> dimension.map(Dimension::name)),
                place,
                value,
                usual.mean(),
                ratio,
                chance,
                finished,
                Optional.empty(),
                List.of(),
                sentence);
    }
}
