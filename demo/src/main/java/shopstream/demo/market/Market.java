package shopstream.demo.market;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Everything that buying and selling is drawn from; the same for the past and the present of one shop. */
public record Market(long seed, Catalogue catalogue, Population population, OrderSource orders, Rhythm rhythm) {

    /**
     * @param ordersPerSecond on average, near the end of the history and after it
     * @param historyStart where the growth begins
     * @param historyEnd where it ends
     */
    public static Market of(
            double ordersPerSecond, Instant historyStart, Instant historyEnd, long seed, MarketingCalendar calendar) {
        Catalogue catalogue = Catalogue.of(seed);
        Population population = new Population(seed, catalogue);
        return new Market(
                seed,
                catalogue,
                population,
                new OrderSource(seed, catalogue, population),
                new Rhythm(ordersPerSecond, historyStart, historyEnd, seed, catalogue, calendar));
    }

    /** Chance of its own for one purpose, so that drawing more for the one does not change the other. */
    public RandomGenerator random(long purpose) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ purpose * 0x9E3779B97F4A7C15L);
    }
}
