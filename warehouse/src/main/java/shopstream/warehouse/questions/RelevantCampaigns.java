package shopstream.warehouse.questions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.dashboards.Campaign;
import shopstream.warehouse.dashboards.CampaignCalendar;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;

/**
 * The campaigns that a question is about: they run in its range, and their places and goods meet what its filters keep. A
 * campaign for Japan is relevant in Asia, because a customer there lives in Japan.
 */
public final class RelevantCampaigns {

    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(2100, 1, 1);

    private final Answers answers;
    private final Map<String, CampaignCalendar> calendars;
    private final ZoneId shopZone;

    /** The campaigns that can be read; what is wrong with a shop's files was said before. */
    public RelevantCampaigns(
            Answers answers, Collection<Dashboard> dashboards, Collection<Seed> seeds, ZoneId shopZone) {
        this.answers = answers;
        this.shopZone = shopZone;
        this.calendars = dashboards.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Dashboard::name, dashboard -> CampaignCalendar.of(dashboard, seeds, shopZone, new Problems())));
    }

    /** Each time that a relevant campaign runs, the earliest first. */
    public List<Campaign.Run> in(Answers.Subject subject, Question question) {
        return runs(subject, question.from(), question.to(), question.filters());
    }

    /** The same hour, with the campaigns that ran then and are about its place and what drove it. */
    UnusualHour during(Answers.Subject subject, Question question, UnusualHour hour) {
        var filters = new TreeMap<>(question.filters());
        hour.place().ifPresent(place -> filters.put(hour.dimension().orElseThrow(), List.of(place)));
        hour.driver().ifPresent(driver -> filters.put(driver.dimension(), List.of(driver.value())));
        List<String> names = runs(subject, hour.time(), hour.time().plusSeconds(1), filters).stream()
                .map(run -> run.campaign().name())
                .toList();
        return names.isEmpty() ? hour : hour.during(names);
    }

    private List<Campaign.Run> runs(
            Answers.Subject subject, Instant from, Instant to, Map<String, List<String>> filters) {
        return calendars.get(subject.star().dashboard().name()).runs(from, to).stream()
                .filter(run -> run.campaign().about().entrySet().stream()
                        .allMatch(about -> filters.entrySet().stream()
                                .allMatch(filter -> meet(
                                        subject,
                                        about.getKey(),
                                        about.getValue(),
                                        filter.getKey(),
                                        filter.getValue()))))
                .toList();
    }

    /** Whether anything can be one of the values of either dimension at once. */
    private boolean meet(
            Answers.Subject subject, String one, List<String> values, String other, List<String> otherValues) {
        if (one.equals(other)) {
            return !Collections.disjoint(values, otherValues);
        }
        Dashboard dashboard = subject.star().dashboard();
        if (!divides(dashboard, one, other) && !divides(dashboard, other, one)) {
            return true;
        }
        return pairs(subject, one, other).stream()
                .anyMatch(row -> values.contains(row.get(one)) && otherValues.contains(row.get(other)));
    }

    private static boolean divides(Dashboard dashboard, String fine, String coarse) {
        Optional<String> parent = dashboard.dimension(fine).flatMap(Dimension::parent);
        return parent.isPresent() && (parent.get().equals(coarse) || divides(dashboard, parent.get(), coarse));
    }

    /** The values of both that were ever sold together. */
    private List<Map<String, Object>> pairs(Answers.Subject subject, String one, String other) {
        var everything = new Question(
                subject.star().dashboard(),
                Grain.TOTAL,
                List.of(one, other),
                EVER.atStartOfDay(shopZone).toInstant(),
                NEVER.atStartOfDay(shopZone).toInstant(),
                shopZone,
                Map.of());
        return answers.numbers(subject, everything).rows();
    }
}
