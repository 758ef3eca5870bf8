package shopstream.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecollectionTest {
    private static final long MINUTE = 60_000;

    private final Recollection visitor = new Recollection();

    @Test
    void whatComesAgainIsRememberedWhereItCameLast() {
        for (int item : new int[] {1, 2, 3, 1}) {
            visitor.add(item, 0);
        }

        assertThat(visitor.session()).containsExactly(2, 3, 1);
    }

    @Test
    void theNewestTwentyAreRemembered() {
        for (int item = 0; item < 50; item++) {
            visitor.add(item, item);
        }

        assertThat(visitor.session()).containsExactly(IntStream.range(30, 50).toArray());
    }

    @Test
    void aVisitGoesBackToTheLastPause() {
        visitor.add(1, 0);
        visitor.add(2, 40 * MINUTE);
        visitor.add(3, 60 * MINUTE);

        assertThat(visitor.isOfVisit(3, 80 * MINUTE)).isTrue();
        assertThat(visitor.isOfVisit(2, 80 * MINUTE)).isTrue();
        assertThat(visitor.isOfVisit(1, 80 * MINUTE)).isFalse();
        assertThat(visitor.isOfVisit(3, 91 * MINUTE)).isFalse();
    }
}
