package shopstream.demo.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Instant END = Instant.parse("2026-03-18T13:37:11Z");
    private static final Instant START = END.minus(Duration.ofDays(60));

    private static final MarketingCalendar CALENDAR = new CampaignEveryTenDays();

    private final Rhythm rhythm = new Rhythm(0.05, START, END, 1, Catalogue.of(1), CALENDAR);

    @Test
    void averagesTheDeclaredRateOverTheLastFourWeeks() {
        assertThat(average(END.minus(Duration.ofDays(28)), END)).isCloseTo(0.05, within(0.0002));
    }

    @Test
    void staysNearTheDeclaredRateInTheFuture() {
        assertThat(average(END, END.plus(Duration.ofDays(56)))).isCloseTo(0.05, within(0.004));
    }

    @Test
    void growsOverTheHistory() {
        double first = average(START, START.plus(Duration.ofDays(20)));
        double last = average(END.minus(Duration.ofDays(20)), END);
        assertThat(last / first).isBetween(1.01, 1.25);
    }

    @Test
    void hasNoStepWhereThePastEnds() {
        for (long seed = 1; seed <= 20; seed++) {
            Rhythm any = new Rhythm(0.05, START, END, seed, Catalogue.of(seed), CALENDAR);
            assertThat(any.ordersPerSecond(END)).isCloseTo(any.ordersPerSecond(END.minusSeconds(1)), within(0.0001));
        }
    }

    @Test
    void isQuietAtNightAndBusyInTheEvening() {
        Country japan = Country.all().stream()
                .filter(country -> country.name().equals("Japan"))
                .findFirst()
                .orElseThrow();
        assertThat(weight(japan, "2026-03-10T12:00:00Z") / weight(japan, "2026-03-10T19:00:00Z"))
                .isGreaterThan(4);
    }

    @Test
    void knowsSpikes() {
        Surges surges = new Surges(1, Catalogue.of(1), MarketingCalendar.EMPTY);
        long spikes = 0;
        for (Instant hour = START; hour.isBefore(END); hour = hour.plus(Duration.ofHours(1))) {
            spikes += surges.at(hour).size();
        }
        assertThat(spikes).isBetween(15L, 90L);
    }

    @Test
    void aCampaignLiftsWhatItIsAboutAndNothingElse() {
        Instant noon = Instant.parse("2026-03-10T12:00:00Z");
        Campaign campaign = new Campaign(
                "Harbour Fair", noon, noon.plus(Duration.ofDays(1)), Set.of("Japan", "Atlantis"), Set.of("Ships"));
        Rhythm.Slot without = slot(noon);
        Rhythm.Slot with = slot(noon, campaign);
        List<Rhythm.Stream> brought = with.streams().stream()
                .filter(stream -> stream.wish().flatMap(Surge::name).isPresent())
                .toList();
        assertThat(brought).singleElement().satisfies(stream -> {
            assertThat(stream.country().name()).isEqualTo("Japan");
            Surge wish = stream.wish().orElseThrow();
            assertThat(wish.name()).contains("Harbour Fair");
            assertThat(wish.line().orElseThrow().name()).isEqualTo("Ships");
            assertThat(wish.lift()).isBetween(1.9, 2.8);
        });
        assertThat(with.streams()).containsAll(without.streams());
    }

    @Test
    void aCampaignAboutWhatTheShopHasNotBringsNobody() {
        Instant noon = Instant.parse("2026-03-10T12:00:00Z");
        Instant later = noon.plus(Duration.ofDays(1));
        Rhythm.Slot without = slot(noon);
        assertThat(slot(noon, new Campaign("Elsewhere", noon, later, Set.of("Atlantis"), Set.of())))
                .isEqualTo(without);
        assertThat(slot(noon, new Campaign("Something else", noon, later, Set.of(), Set.of("Submarines"))))
                .isEqualTo(without);
        assertThat(slot(noon, new Campaign("Everything", noon, later, Set.of(), Set.of()))
                        .ordersPerSecond())
                .isGreaterThan(without.ordersPerSecond() * 1.8);
    }

    private static Rhythm.Slot slot(Instant time, Campaign... campaigns) {
        return new Rhythm(
                        0.05, START, END, 1, Catalogue.of(1), any -> any.equals(time) ? List.of(campaigns) : List.of())
                .slot(time);
    }

    private double weight(Country country, String time) {
        return rhythm.slot(Instant.parse(time)).streams().stream()
                .filter(stream -> stream.country().equals(country))
                .mapToDouble(Rhythm.Stream::weight)
                .sum();
    }

    private double average(Instant from, Instant to) {
        double sum = 0;
        int count = 0;
        for (Instant time = from; time.isBefore(to); time = time.plus(Rhythm.SLOT)) {
            sum += rhythm.ordersPerSecond(time);
            count++;
        }
        return sum / count;
    }
}
