package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import shopstream.recommender.models.Quality;
import shopstream.recommender.ranking.Shopper;

class TallyTest {
    /** Answers 0, 1, 2 and so on up to 29. */
    private final Tally tally = new Tally("counting", (shopper, into) -> {
        into.clear();
        for (int item = 0; item < 30; item++) {
            into.offer(item, -item);
        }
        into.sort();
    });

    @Test
    void whatCannotBeShownTakesNoPlace() {
        tally.ask(Shopper.in(0), 3, item -> item < 2);

        assertThat(tally.quality().reciprocalRank()).isEqualTo(.5);
    }

    @Test
    void theFirstTwentyThatCanBeShownCount() {
        tally.ask(Shopper.in(0), 19, item -> false);
        tally.ask(Shopper.in(0), 20, item -> false);
        tally.ask(Shopper.in(0), 21, item -> item < 2);
        tally.ask(Shopper.in(0), 99, item -> false);

        Quality quality = tally.quality();

        assertThat(quality.method()).isEqualTo("counting");
        assertThat(quality.hitRate()).isEqualTo(.5);
        assertThat(quality.reciprocalRank()).isCloseTo(2 * (1 / 20.) / 4, within(1e-9));
    }
}
