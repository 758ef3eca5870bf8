package shopstream.warehouse.dashboards;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Local times of a zone in SQL. The zone's rules are Java's, written out as a balanced CASE over its transitions, so
 * that a bucket's bounds computed here and rows grouped in DuckDB never disagree.
 */
public final class LocalTimes {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final List<ZoneOffsetTransition> transitions = new ArrayList<>();
    private final ZoneOffset first;

    private LocalTimes(ZoneId zone, Instant from, Instant to) {
        Instant begin = within(from);
        Instant end = within(to);
        first = zone.getRules().getOffset(begin);
        ZoneOffsetTransition next = zone.getRules().nextTransition(begin);
        while (next != null && next.getInstant().isBefore(end)) {
            transitions.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
    }

    /** For any time between 1970 and 2100. */
    public static LocalTimes of(ZoneId zone) {
        return new LocalTimes(zone, EARLIEST, LATEST);
    }

    /** The zone's rules are taken to be the same before and after. */
    private static Instant within(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    /**
     * For times of a range only, where it says the same: two hundred transitions are 80 kB of SQL, which take longer to plan
     * than a batch of rows to add up.
     *
     * @param to exclusive
     */
    public static LocalTimes of(ZoneId zone, Instant from, Instant to) {
        return new LocalTimes(zone, from, to);
    }

    /** The zone's offset in microseconds at a TIMESTAMPTZ expression. */
    public String offset(String time) {
        return offset("epoch_us(" + time + ")", 0, transitions.size());
    }

    /** Whether a TIMESTAMPTZ expression is the first instant of its local day, which is not midnight where clocks skip it. */
    public String isStartOfDay(String time) {
        String midnight = "date_trunc('day', " + timestamp(time) + ") = " + timestamp(time);
        String skipped = transitions.stream()
                .filter(each ->
                        each.isGap() && each.getDateTimeBefore().toLocalTime().equals(LocalTime.MIDNIGHT))
                .map(each -> Long.toString(each.toEpochSecond() * 1_000_000L))
                .collect(Collectors.joining(", "));
        return skipped.isEmpty() ? midnight : "(" + midnight + " OR epoch_us(" + time + ") IN (" + skipped + "))";
    }

    private String offset(String micros, int low, int high) {
        if (low == high) {
            ZoneOffset offset = low == 0 ? first : transitions.get(low - 1).getOffsetAfter();
            return offset.getTotalSeconds() * 1_000_000L + "::BIGINT";
        }
        int middle = (low + high) / 2;
        long bound = transitions.get(middle).toEpochSecond() * 1_000_000L;
        return "CASE WHEN " + micros + " < " + bound + " THEN " + offset(micros, low, middle) + " ELSE "
                + offset(micros, middle + 1, high) + " END";
    }

    /** The local date and time, of type TIMESTAMP. */
    public String timestamp(String time) {
        return "make_timestamp(epoch_us(" + time + ") + " + offset(time) + ")";
    }

    /** The local day, of type DATE. */
    public String day(String time) {
        return "CAST(" + timestamp(time) + " AS DATE)";
    }

    /** The start of the local hour in microseconds since 1970; the hour that autumn repeats is two hours. */
    public String hourStartMicros(String time) {
        return "epoch_us(date_trunc('hour', " + timestamp(time) + ")) - " + offset(time);
    }
}
