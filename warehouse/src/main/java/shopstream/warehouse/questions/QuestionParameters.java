package shopstream.warehouse.questions;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import shopstream.contracts.yaml.Nearest;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;

/** Reads one question's parameters. */
final class QuestionParameters {

    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(400);
    private static final Duration LONGEST_BY_DAY = Duration.ofDays(20 * 366);
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final String TIMES = "a date such as 2026-03-01 or an instant such as 2026-03-01T10:00:00Z, between "
            + EARLIEST + " and " + LATEST;

    private final Dashboard dashboard;
    private final Map<String, List<String>> parameters;
    private final List<String> dimensions;
    private final Clock clock;
    private final ZoneId zone;

    QuestionParameters(Dashboard dashboard, Map<String, List<String>> parameters, ZoneId shopZone, Clock clock) {
        this.dashboard = dashboard;
        this.parameters = parameters;
        this.clock = clock;
        this.dimensions = dashboard.dimensions().stream().map(Dimension::name).toList();
        known();
        String zoneName = single("zone");
        this.zone = zoneName == null ? shopZone : zone(zoneName);
    }

    Question question() {
        Grain grain = grain();
        Instant to = time("to");
        Instant from = time("from");
        if (to == null) {
            to = Question.endOfDay(clock, zone).toInstant();
        }
        if (from == null) {
            LocalDate last = to.minusNanos(1).atZone(zone).toLocalDate();
            from = last.minusDays(dashboard.rangeDays() - 1L).atStartOfDay(zone).toInstant();
        }
        if (!from.isBefore(to)) {
            throw new BadParameter(
                    parameters.containsKey("from") ? "from" : "to",
                    parameters.containsKey("from") ? single("from") : single("to"),
                    "The range from " + from + " to " + to + " is empty",
                    "a from before to, which is exclusive");
        }
        Duration length = Duration.between(from, to);
        if (grain == Grain.HOUR && length.compareTo(LONGEST_BY_HOUR) > 0) {
            throw new BadParameter(
                    "grain",
                    "hour",
                    "The range has " + length.toDays() + " days",
                    "hours of at most 400 days; use grain=day");
        }
        if (grain == Grain.DAY && length.compareTo(LONGEST_BY_DAY) > 0) {
            throw new BadParameter(
                    "grain",
                    "day",
                    "The range has " + length.toDays() + " days",
                    "days of at most 20 years; use grain=total");
        }
        return new Question(dashboard, grain, by(), from, to, zone, filters());
    }

    private void known() {
        var known = new ArrayList<>(List.of("grain", "by", "from", "to", "zone"));
        known.addAll(dimensions);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new BadParameter(
                        name,
                        String.join(",", parameters.get(name)),
                        "There is no parameter \"" + name + "\""
                                + Nearest.of(name, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""),
                        String.join(", ", known));
            }
        }
    }

    private String single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of()).stream()
                .filter(v -> !v.isBlank())
                .toList();
        if (values.size() > 1) {
            throw new BadParameter(
                    name,
                    String.join(",", values),
                    "The parameter \"" + name + "\" is given more than once",
                    "one value");
        }
        return values.isEmpty() ? null : values.get(0).strip();
    }

    private ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new BadParameter(
                    "zone",
                    name,
                    "There is no zone \"" + name + "\""
                            + Nearest.of(name, ZoneId.getAvailableZoneIds())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""),
                    "an IANA zone such as Europe/Berlin or UTC");
        }
    }

    private Grain grain() {
        String value = single("grain");
        if (value == null) {
            return Grain.TOTAL;
        }
        return Arrays.stream(Grain.values())
                .filter(g -> g.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new BadParameter("grain", value, "There is no grain \"" + value + "\"", "total, day, hour"));
    }

    private Instant time(String name) {
        String value = single(name);
        if (value == null) {
            return null;
        }
        try {
            Instant time = value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(value).toInstant();
            LocalDate day = time.atZone(zone).toLocalDate();
            if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
                throw new BadParameter(name, value, "\"" + value + "\" is out of reach", TIMES);
            }
            return time;
        } catch (DateTimeException e) {
            throw new BadParameter(name, value, "\"" + value + "\" is no time", TIMES);
        }
    }

    private List<String> by() {
        var by = new LinkedHashSet<String>();
        for (String value : parameters.getOrDefault("by", List.of())) {
            for (String name : value.split(",")) {
                if (name.isBlank()) {
                    continue;
                }
                if (!dimensions.contains(name.strip())) {
                    throw new BadParameter(
                            "by",
                            name.strip(),
                            "There is no dimension \"" + name.strip() + "\""
                                    + Nearest.of(name.strip(), dimensions)
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse(""),
                            String.join(", ", dimensions));
                }
                by.add(name.strip());
            }
        }
        return List.copyOf(by);
    }

    private Map<String, List<String>> filters() {
        var filters = new TreeMap<String, List<String>>();
        for (String dimension : dimensions) {
            List<String> values = parameters.getOrDefault(dimension, List.of()).stream()
                    .filter(v -> !v.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            if (!values.isEmpty()) {
                filters.put(dimension, values);
            }
        }
        return filters;
    }
}
