package shopstream.recommender.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NegativeItemsTest {
    @Test
    void drawsByCountsToThePowerOfThreeQuarters() {
        var items = new NegativeItems(new int[] {16, 0, 1, 81, 256});
        int draws = 400_000;
        int[] drawn = new int[5];
        var random = new Random(9);
        for (int n = 0; n < draws; n++) {
            drawn[items.draw(random)]++;
        }

        double total = 8 + 1 + 27 + 64;
        assertThat(drawn[1]).isZero();
        assertThat((double) drawn[0] / draws).isCloseTo(8 / total, within(.003));
        assertThat((double) drawn[2] / draws).isCloseTo(1 / total, within(.001));
        assertThat((double) drawn[4] / draws).isCloseTo(64 / total, within(.003));
        assertThat((double) items.chance(3)).isCloseTo(27 / total, within(1e-6));
    }
}
