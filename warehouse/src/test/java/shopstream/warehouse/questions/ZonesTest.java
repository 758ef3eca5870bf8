package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;

/** Days and hours of any zone, whatever its offset and whenever its clocks change: equal to what java.time says. */
class ZonesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-10T12:00:00Z"), ZoneOffset.UTC);

    /** Half and three quarters of an hour off, clocks that change by half an hour, at midnight, in the south. */
    private static final List<String> ASKED = List.of(
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Australia/Adelaide",
            "Australia/Lord_Howe",
            "America/Santiago",
            "Europe/Berlin",
            "UTC");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "Australia/Adelaide", "America/Santiago"})
    void daysAndHoursEqualTheSumsOverTheLines(String shopZone) {
        long seed = System.nanoTime();
        System.out.println("ZonesTest seed " + seed);
        var random = new Random(seed);
        var times = new ArrayList<Instant>();
        try (var shop = new LocalShop(directory, SampleMarts.salesDashboard(), ZoneId.of(shopZone), CLOCK)) {
            // Clocks change on 29 March, 5 April, 6 September, 4 October and 25 October.
            for (String day : List.of("2026-03-28", "2026-04-04", "2026-09-05", "2026-10-03", "2026-10-24")) {
                for (int i = 0; i < 400; i++) {
                    times.add(Instant.parse(day + "T00:00:00Z").plusSeconds(random.nextInt(4 * 86_400)));
                }
            }
            for (int order = 0; order < times.size(); order++) {
                shop.add(
                        "sales_lines",
                        SampleMarts.lineKey(order, "P1"),
                        SampleMarts.line(order, "P1", 1, times.get(order).toString(), true, 1, "1.00"));
            }
            shop.apply();
            shop.store.buildAll();
            for (String name : ASKED) {
                ZoneId zone = ZoneId.of(name);
                assertThat(orders(shop, "day", name))
                        .as("seed %s, days of %s", seed, name)
                        .isEqualTo(counted(
                                times,
                                time -> time.atZone(zone)
                                        .toLocalDate()
                                        .atStartOfDay(zone)
                                        .toInstant()));
                assertThat(orders(shop, "hour", name))
                        .as("seed %s, hours of %s", seed, name)
                        .isEqualTo(counted(times, time -> hour(time.atZone(zone))));
            }
        }
    }

    private static Instant hour(ZonedDateTime time) {
        return time.toLocalDateTime().truncatedTo(ChronoUnit.HOURS).toInstant(time.getOffset());
    }

    private static Map<Instant, Long> orders(LocalShop shop, String grain, String zone) {
        var orders = new TreeMap<Instant, Long>();
        shop.ask("grain", grain, "zone", zone, "from", "2026-03-01", "to", "2026-12-01")
                .forEach(row -> orders.put((Instant) row.get("time"), (Long) row.get("orders")));
        return orders;
    }

    private static Map<Instant, Long> counted(List<Instant> times, Function<Instant, Instant> bucket) {
        var counts = new TreeMap<Instant, Long>();
        times.forEach(time -> counts.merge(bucket.apply(time), 1L, Long::sum));
        return counts;
    }

    @Test
    void bothOfTheHoursThatAutumnRepeatsAreTold() {
        try (var shop =
                new LocalShop(directory, SampleMarts.salesDashboard(), ZoneId.of("Australia/Adelaide"), CLOCK)) {
            for (String time : List.of("2026-04-04T16:00:00Z", "2026-04-04T17:00:00Z")) {
                shop.add(
                        "sales_lines",
                        SampleMarts.lineKey(time.hashCode(), "P1"),
                        SampleMarts.line(time.hashCode(), "P1", 1, time, true, 1, "1.00"));
            }
            shop.apply();
            assertThat(shop.ask("grain", "hour", "from", "2026-04-05", "to", "2026-04-06"))
                    .as("02:30 in summer time and 02:30 in standard time")
                    .extracting(row -> row.get("time").toString())
                    .containsExactly("2026-04-04T15:30:00Z", "2026-04-04T16:30:00Z");
        }
    }

    @Test
    void theDaysOfAShopOfDaysAreItsOwnInWhateverZoneTheyAreAskedFor() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        var asked = Map.of(
                "grain", List.of("day"),
                "zone", List.of("America/New_York"),
                "from", List.of("2026-05-05"),
                "to", List.of("2026-05-06"));
        try (var shop = new LocalShop(directory, SampleMarts.salesDashboard(), berlin, CLOCK)) {
            assertThat(shop.answers.ownDays(shop.subject()))
                    .as("nothing is sold")
                    .isFalse();
            sell(shop, 1, "2026-05-04T22:00:00Z");
            Question days = Question.parse(
                    shop.star.dashboard(), asked, berlin, CLOCK, () -> shop.answers.ownDays(shop.subject()));
            assertThat(days.zone()).isEqualTo(berlin);
            assertThat(shop.answers.numbers(shop.subject(), days).rows())
                    .extracting(row -> row.get("time"))
                    .containsExactly(Instant.parse("2026-05-04T22:00:00Z"));

            sell(shop, 2, "2026-05-04T22:00:01Z");
            Question hours = Question.parse(
                    shop.star.dashboard(), asked, berlin, CLOCK, () -> shop.answers.ownDays(shop.subject()));
            assertThat(hours.zone()).isEqualTo(ZoneId.of("America/New_York"));
        }
    }

    private static void sell(LocalShop shop, long order, String time) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.line(order, "P1", 1, time, true, 1, "1.00"));
        shop.apply();
    }

    /** In Santiago the clocks skip the midnight that 6 September begins with. */
    @ParameterizedTest
    @ValueSource(strings = {"America/Santiago", "Asia/Kathmandu", "America/New_York"})
    void aShopOfDaysHasNoHoursAndItsDaysAreItsOwn(String name) {
        ZoneId zone = ZoneId.of(name);
        try (var shop = new LocalShop(directory, SampleMarts.salesDashboard(), zone, CLOCK)) {
            LocalDate first = LocalDate.of(2026, 9, 1);
            for (int i = 0; i < 90; i++) {
                byte[] line = SampleMarts.line(
                        i,
                        "P1",
                        1,
                        first.plusDays(i).atStartOfDay(zone).toInstant().toString(),
                        true,
                        1,
                        "1.00");
                shop.add("sales_lines", SampleMarts.lineKey(i, "P1"), line);
            }
            shop.apply();
            String[] range = {"grain", "day", "from", "2026-09-01", "to", "2026-11-30"};
            List<Instant> days = first.datesUntil(first.plusDays(90))
                    .map(day -> day.atStartOfDay(zone).toInstant())
                    .toList();
            assertThat(shop.ask(range)).extracting(row -> row.get("time")).isEqualTo(days);
            assertThat(shop.askLines(range)).isEqualTo(shop.ask(range));
            assertThat(shop.numbers(range).hasHours()).isFalse();
            assertThat(shop.numbers("from", "2026-09-06T02:00:00Z").hasHours())
                    .as("asked of the lines")
                    .isFalse();
        }
    }
}
