package shopstream.warehouse.dashboards;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The rates of a dashboard as a table with one row per currency and day, and as SQL over it. A row's amounts are worth what
 * the day of its time, in the shop's zone, says: the newest rate on or before that day. Everything is exact decimals.
 */
public final class DayRates {

    private static final String ALIAS = "\"rate of the day\"";

    private final String dashboard;
    private final String reporting;
    private final TreeMap<String, TreeMap<LocalDate, BigDecimal>> rates = new TreeMap<>();
    private final LocalDate last;
    private final String amountsIn;
    private final String time;
    private final String day;
    private final int scale;
    private final String type;
    private final String rate;

    /**
     * @param amountsIn qualified SQL of the code of a row's currency
     * @param time qualified SQL of the row's time
     * @param zone whose days the rates' days are
     */
    DayRates(Dashboard dashboard, List<Rate> read, String amountsIn, String time, ZoneId zone) {
        this.dashboard = dashboard.name();
        this.reporting = dashboard.currency();
        this.amountsIn = "(" + amountsIn + ")";
        this.time = time;
        read.forEach(rate ->
                rates.computeIfAbsent(rate.currency(), c -> new TreeMap<>()).put(rate.day(), rate.worth()));
        List<LocalDate> days = read.stream().map(Rate::day).toList();
        LocalDate first = days.isEmpty() ? LocalDate.EPOCH : Collections.min(days);
        this.last = days.isEmpty() ? LocalDate.EPOCH : Collections.max(days);
        // Before the first rate there is none and after the last nothing changes, so other offsets do not matter.
        LocalTimes times = LocalTimes.of(
                zone,
                first.minusDays(2).atStartOfDay(zone).toInstant(),
                last.plusDays(2).atStartOfDay(zone).toInstant());
        this.day = times.day(time);
        this.scale = read.stream().mapToInt(each -> each.worth().scale()).max().orElse(0);
        int whole = read.stream()
                .mapToInt(each -> each.worth().precision() - each.worth().scale())
                .reduce(1, Math::max);
        this.type = "DECIMAL(" + (whole + scale) + "," + scale + ")";
        this.rate = "CASE WHEN " + this.amountsIn + " = '" + reporting + "' THEN CAST(1 AS " + type + ") ELSE " + ALIAS
                + ".\"rate\" END";
    }

    /** The table's full name. Its columns are currency, day and rate. */
    public String table() {
        return "shopstream.\"rates_" + dashboard + "\"";
    }

    /** The table's name within its schema {@code shopstream}. */
    public String tableName() {
        return "rates_" + dashboard;
    }

    /** The SQL type that holds every rate exactly. */
    public String type() {
        return type;
    }

    /** Digits after the point that hold every rate exactly. */
    public int scale() {
        return scale;
    }

    /** The rate of each day from a currency's first until the last day on which any rate changes. */
    public List<Rate> days() {
        var days = new ArrayList<Rate>();
        rates.forEach((currency, byDay) -> {
            for (LocalDate each = byDay.firstKey(); !each.isAfter(last); each = each.plusDays(1)) {
                days.add(new Rate(currency, each, byDay.floorEntry(each).getValue()));
            }
        });
        return days;
    }

    /** A text that differs when any amount can be worth something else. */
    public String fingerprint() {
        try {
            byte[] content = rates.toString().getBytes(StandardCharsets.UTF_8);
            return reporting + " "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without SHA-256", e);
        }
    }

    /** What a row's amounts are worth, or NULL where there is no rate. */
    public String rate() {
        return rate;
    }

    /** The code of a row's currency. */
    public String currency() {
        return amountsIn;
    }

    /** The condition of a row whose amounts have no rate. */
    public String missing() {
        return "(" + rate() + ") IS NULL";
    }

    /** Whether an expression needs {@link #join}. */
    boolean isIn(String expression) {
        return expression.contains(ALIAS);
    }

    /** What {@link #join} itself needs of the star. */
    List<String> expressions() {
        return List.of(amountsIn, time);
    }

    String join() {
        return " LEFT JOIN " + table() + " AS " + ALIAS + " ON " + ALIAS + ".\"currency\" = " + amountsIn + " AND "
                + ALIAS + ".\"day\" = least(" + day + ", DATE '" + last + "')";
    }
}
