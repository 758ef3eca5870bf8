package shopstream.demo.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Instant END = Instant.parse("2026-03-18T13:37:11Z");
    private static final Instant START = END.minus(Duration.ofDays(60));

    private final Rhythm rhythm = new Rhythm(0.05, START, END, 1, Catalogue.of(1));

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
            Rhythm any = new Rhythm(0.05, START, END, seed, Catalogue.of(seed));
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
    void knowsCampaignsAndSpikes() {
        Surges surges = new Surges(1, Catalogue.of(1));
        long campaigns = 0;
        long spikes = 0;
        for (Instant hour = START; hour.isBefore(END); hour = hour.plus(Duration.ofHours(1))) {
            campaigns +=
                    surges.at(hour).stream().filter(s -> s.name().isPresent()).count();
            spikes += surges.at(hour).stream().filter(s -> s.name().isEmpty()).count();
        }
        assertThat(campaigns).isBetween(6 * 24 * 2L, 7 * 24 * 4L);
        assertThat(spikes).isBetween(15L, 90L);
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
