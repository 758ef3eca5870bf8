package shopstream.warehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import shopstream.warehouse.dashboards.LocalTimes;
import shopstream.warehouse.dashboards.Star;

/**
 * The days on which a dashboard's lines lie, for working on them day by day.
 *
 * @param time SQL of a line's time
 * @param oldest the first line's time
 * @param newest the last line's time
 */
record LineDays(String time, ZoneId zone, Instant oldest, Instant newest, long lines) {
    /** More than any two days of a zone overlap or lie apart: what it lets through is looked at again by its day. */
    private static final Duration MARGIN = Duration.ofDays(2);

    static LineDays of(Statement statement, Star star, ZoneId zone) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT coalesce(epoch_us(min(" + star.time() + ")), 0), coalesce(epoch_us(max("
                        + star.time() + ")), 0), count(*) FROM " + star.from(List.of(star.time())))) {
            row.next();
            return new LineDays(star.time(), zone, instant(row.getLong(1)), instant(row.getLong(2)), row.getLong(3));
        }
    }

    LocalDate first() {
        return day(oldest);
    }

    LocalDate last() {
        return day(newest);
    }

    /** The last of as many days from a first one on as hold about so many lines: at least one, and no more than there are. */
    LocalDate holding(long some, LocalDate from) {
        long days = ChronoUnit.DAYS.between(first(), last()) + 1;
        return from.plusDays(Math.max(1, Math.min(days, days * some / Math.max(1, lines))) - 1);
    }

    /** A condition by which lines of other days need not be read. */
    String condition(LocalDate from, LocalDate to) {
        return time + " >= make_timestamptz(" + micros(begin(from)) + ") AND " + time + " < make_timestamptz("
                + micros(end(to)) + ")";
    }

    /** The local times of the lines that {@link #condition} lets through. */
    LocalTimes times(LocalDate from, LocalDate to) {
        return LocalTimes.of(zone, begin(from), end(to));
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().minus(MARGIN);
    }

    private Instant end(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().plus(MARGIN);
    }

    private LocalDate day(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
