package shopstream.warehouse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.SampleMarts;

class CampaignCalendarTest {

    private static List<String> row(String campaign, String first, String last, String country) {
        return Arrays.asList(campaign, first, last, country, null);
    }

    private static CampaignCalendar ofSeeds(ZoneId zone, List<Seed> seeds) {
        var problems = new Problems();
        CampaignCalendar calendar = CampaignCalendar.of(SampleMarts.salesDashboard(), seeds, zone, problems);
        problems.orThrow();
        return calendar;
    }

    private static CampaignCalendar calendar(ZoneId zone, List<String> row) {
        return ofSeeds(zone, List.of(SampleMarts.campaigns(List.of(row))));
    }

    private static List<String> days(CampaignCalendar calendar, String from, String to) {
        return calendar.runs(Instant.parse(from), Instant.parse(to)).stream()
                .map(run -> run.from() + " " + run.to())
                .toList();
    }

    @Test
    void theLastDayBelongsToTheCampaign() {
        CampaignCalendar calendar = calendar(ZoneOffset.UTC, row("Sale", "2026-11-27", "2026-11-30", null));
        assertThat(days(calendar, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
                .containsExactly("2026-11-27T00:00:00Z 2026-12-01T00:00:00Z");
        assertThat(days(calendar, "2026-11-30T23:59:59Z", "2026-12-01T10:00:00Z"))
                .hasSize(1);
        assertThat(days(calendar, "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"))
                .isEmpty();
        assertThat(days(calendar, "2026-11-01T00:00:00Z", "2026-11-27T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void daysWithoutAYearComeBackEveryYearAlsoOverNewYear() {
        assertThat(days(
                        calendar(ZoneOffset.UTC, row("Sale", "12-30", "01-02", null)),
                        "2026-01-01T00:00:00Z",
                        "2027-12-31T00:00:00Z"))
                .containsExactly(
                        "2025-12-30T00:00:00Z 2026-01-03T00:00:00Z",
                        "2026-12-30T00:00:00Z 2027-01-03T00:00:00Z",
                        "2027-12-30T00:00:00Z 2028-01-03T00:00:00Z");
    }

    @Test
    void daysAreThoseOfTheShopsZoneThroughAChangeOfTheClocks() {
        CampaignCalendar calendar = calendar(ZoneId.of("Europe/Berlin"), row("Spring", "03-28", "03-29", null));
        assertThat(days(calendar, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"))
                .containsExactly("2026-03-27T23:00:00Z 2026-03-29T22:00:00Z");
    }

    @Test
    void severalValuesArePartedBySemicolons() {
        CampaignCalendar calendar = calendar(ZoneOffset.UTC, row("Fair", "06-01", "06-02", "Norway; Sweden ;"));
        assertThat(calendar.runs(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-06-02T00:00:00Z")))
                .singleElement()
                .satisfies(run -> assertThat(run.campaign().about()).hasToString("{country=[Norway, Sweden]}"));
    }

    /** The sample shop's customers follow this calendar: days with campaigns and days without, in every season. */
    @Test
    void theShippedCalendarHasACampaignInEveryFewWeeks() {
        var problems = new Problems();
        List<Seed> seeds = SeedFiles.read(Path.of("..", "shop", "seeds"), problems);
        problems.orThrow();
        CampaignCalendar calendar = ofSeeds(ZoneOffset.UTC, seeds);
        Instant year = Instant.parse("2026-01-01T00:00:00Z");
        for (int day = 0; day < 365; day++) {
            Instant from = year.plus(Duration.ofDays(day));
            List<Campaign.Run> runs = calendar.runs(from, from.plus(Duration.ofDays(60)));
            assertThat(runs).as("60 days from %s", from).hasSizeBetween(4, 8);
            assertThat(runs)
                    .allSatisfy(run -> assertThat(Duration.between(run.from(), run.to()))
                            .isBetween(Duration.ofDays(2), Duration.ofDays(5)));
        }
    }
}
