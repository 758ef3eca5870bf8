package shopstream.warehouse.questions;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import shopstream.warehouse.dashboards.Dashboard;

/**
 * What is asked of a dashboard. Two equal questions have the same answer as long as no number changes.
 *
 * @param by dimensions to tell apart, in the order asked for
 * @param to exclusive
 * @param zone whose days and hours are meant
 * @param filters dimension → the values that are kept; sorted, so that equal questions are equal
 */
public record Question(
        Dashboard dashboard,
        Grain grain,
        List<String> by,
        Instant from,
        Instant to,
        ZoneId zone,
        Map<String, List<String>> filters) {

    private static final Instant FAR_AWAY = Instant.parse("2100-01-01T00:00:00Z");

    public Question {
        by = List.copyOf(by);
    }

    /**
     * Reads a question's parameters: grain, by, from, to, zone, and one per dimension, which may be repeated. Without from
     * and to, the dashboard's range of whole days, today the last.
     *
     * @throws BadParameter for the first parameter that is not understood
     */
    public static Question parse(
            Dashboard dashboard, Map<String, List<String>> parameters, ZoneId shopZone, Clock clock) {
        return new QuestionParameters(dashboard, parameters, shopZone, clock).question();
    }

    /**
     * Reads them likewise. Where a dashboard's times are days without hours, the question is about the shop's days: a day of
     * another zone would hold the orders of the day after or before.
     *
     * @param ownDays whether they are; asked only where another zone is named
     */
    public static Question parse(
            Dashboard dashboard,
            Map<String, List<String>> parameters,
            ZoneId shopZone,
            Clock clock,
            BooleanSupplier ownDays) {
        Question asked = parse(dashboard, parameters, shopZone, clock);
        if (asked.sameDaysIn(shopZone) || !ownDays.getAsBoolean()) {
            return asked;
        }
        var inTheShop = new HashMap<>(parameters);
        inTheShop.remove("zone");
        return parse(dashboard, inTheShop, shopZone, clock);
    }

    /** Whether the range consists of whole days of the zone. */
    boolean wholeDays() {
        return midnight(from, zone) && midnight(to, zone);
    }

    private static boolean midnight(Instant instant, ZoneId zone) {
        LocalDate date = instant.atZone(zone).toLocalDate();
        return date.atStartOfDay(zone).toInstant().equals(instant);
    }

    /** A range as whole days, and what is left of it before and behind them. */
    record Split(Question days, List<Question> rest) {}

    /** The range split at the zone's midnights; nothing where it holds no whole day. */
    Optional<Split> split() {
        LocalDate first = midnight(from, zone) ? firstDay() : firstDay().plusDays(1);
        LocalDate after = dayAfter();
        if (!first.isBefore(after)) {
            return Optional.empty();
        }
        Question days = within(
                first.atStartOfDay(zone).toInstant(), after.atStartOfDay(zone).toInstant());
        List<Question> rest = Stream.of(within(from, days.from), within(days.to, to))
                .filter(end -> end.from.isBefore(end.to))
                .toList();
        return Optional.of(new Split(days, rest));
    }

    private Question within(Instant otherFrom, Instant otherTo) {
        return new Question(dashboard, grain, by, otherFrom, otherTo, zone, filters);
    }

    /** Whether the other zone has the same days throughout the range. */
    boolean sameDaysIn(ZoneId other) {
        return zone.equals(other)
                || zone.normalized().equals(other.normalized())
                || zone.getRules().equals(other.getRules());
    }

    LocalDate firstDay() {
        return from.atZone(zone).toLocalDate();
    }

    /** The first day after the range, for a range of whole days. */
    LocalDate dayAfter() {
        return to.atZone(zone).toLocalDate();
    }

    /** The same place, goods and zone, asked over another range in total. */
    Question over(Instant otherFrom, Instant otherTo) {
        return new Question(dashboard, Grain.TOTAL, List.of(), otherFrom, otherTo, zone, filters);
    }

    /** The same place, goods and zone, whenever it was, in total. */
    public Question ever() {
        return over(Instant.EPOCH, FAR_AWAY);
    }

    /** Everything in total, over whole days of the zone, so that the aggregates of these days answer it. */
    static Question always(Dashboard dashboard, ZoneId zone) {
        Instant first = LocalDate.EPOCH.atStartOfDay(zone).toInstant();
        Instant end =
                LocalDate.ofInstant(FAR_AWAY, ZoneOffset.UTC).atStartOfDay(zone).toInstant();
        return new Question(dashboard, Grain.TOTAL, List.of(), first, end, zone, Map.of());
    }

    static ZonedDateTime endOfDay(Clock clock, ZoneId zone) {
        return clock.instant()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.MIN)
                .atZone(zone);
    }
}
