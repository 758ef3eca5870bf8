package shopstream.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shopstream.demo.market.Market;
import shopstream.demo.market.MarketingCalendar;

class TastesTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Market MARKET =
            Market.of(0.05, NOW.minus(Duration.ofDays(3)), NOW, 1, MarketingCalendar.EMPTY);
    private static final int PRODUCTS = MARKET.catalogue().products().size();
    private static final int VISITORS = 3_000;
    private static final int SEEN = 8;
    private static final int GUESSES = 20;

    /** How much more of the next looks is among guesses from the visitor's own line than among what is popular; 95 % of it. */
    private record Gain(double mean, double margin) {
        static Gain of(Tastes tastes) {
            RandomGenerator random = new SplittableRandom(7);
            int[][] looks = IntStream.range(0, VISITORS)
                    .mapToObj(visitor -> looks(tastes.ofAnonymous(visitor, NOW), random))
                    .toArray(int[][]::new);
            double[] popularity = new double[PRODUCTS];
            for (int[] visit : looks) {
                for (int product : visit) {
                    popularity[product]++;
                }
            }
            List<Integer> popular = IntStream.range(0, PRODUCTS)
                    .boxed()
                    .sorted(Comparator.comparingDouble(product -> -popularity[product]))
                    .toList();
            double sum = 0;
            double squares = 0;
            for (int[] visit : looks) {
                int next = visit[SEEN];
                double gain = among(next, popular.stream().filter(p -> line(p) == favourite(visit)))
                        - among(next, popular.stream());
                sum += gain;
                squares += gain * gain;
            }
            double mean = sum / VISITORS;
            return new Gain(mean, 1.96 * Math.sqrt((squares / VISITORS - mean * mean) / VISITORS));
        }

        private static int among(int product, Stream<Integer> guesses) {
            return guesses.limit(GUESSES).anyMatch(guess -> guess == product) ? 1 : 0;
        }
    }

    private static int[] looks(Taste taste, RandomGenerator random) {
        return IntStream.rangeClosed(0, SEEN)
                .map(look -> taste.pick(random).index())
                .toArray();
    }

    private static int line(int product) {
        return MARKET.catalogue().products().get(product).line();
    }

    /** The line of most that was seen, the next look not among it. */
    private static int favourite(int[] visit) {
        int[] seen = new int[MARKET.catalogue().lines().size()];
        int best = 0;
        for (int look = 0; look < SEEN; look++) {
            int line = line(visit[look]);
            seen[line]++;
            best = seen[line] > seen[best] ? line : best;
        }
        return best;
    }

    @Test
    void whatSomebodyLookedAtForetellsMoreThanWhatIsPopular() {
        Gain gain = Gain.of(Tastes.of(MARKET));
        assertThat(gain.mean() - gain.margin()).isGreaterThan(0.1);
    }

    @Test
    void withoutTastesItForetellsNothing() {
        Gain gain = Gain.of(Tastes.off(MARKET));
        assertThat(gain.mean() - gain.margin()).isLessThanOrEqualTo(0);
    }

    @Test
    void theSameShopHasTheSameTastes() {
        Market again = Market.of(1, NOW.minus(Duration.ofDays(9)), NOW, 1, MarketingCalendar.EMPTY);
        assertThat(looks(Tastes.of(again).ofCustomer(103, NOW), new SplittableRandom(1)))
                .isEqualTo(looks(Tastes.of(MARKET).ofCustomer(103, NOW), new SplittableRandom(1)));
    }

    @Test
    void tastesDrift() {
        Instant later = NOW.plus(Duration.ofDays(40));
        Tastes tastes = Tastes.of(MARKET);
        long moved = IntStream.range(0, 200)
                .filter(visitor -> favourite(looks(tastes.ofAnonymous(visitor, NOW), new SplittableRandom(visitor)))
                        != favourite(looks(tastes.ofAnonymous(visitor, later), new SplittableRandom(visitor))))
                .count();
        assertThat(moved).isBetween(100L, 199L);
    }
}
