package shopstream.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongHistoryTest {
    @Test
    void eachProductIsThereOnceWhereItCameLast() {
        assertThat(LongHistory.of(new int[] {1, 2, 1, 3}, new int[] {4, 2, 4})).containsExactly(1, 3, 2, 4);
        assertThat(LongHistory.of(new int[0], new int[0])).isEmpty();
    }

    @Test
    void whatIsNoProductIsLeftOut() {
        assertThat(LongHistory.of(new int[] {-1, 5}, new int[] {-1})).containsExactly(5);
    }

    @Test
    void ofMoreTheNewestAreKept() {
        int[] earlier = IntStream.range(0, LongHistory.MOST).toArray();

        int[] history = LongHistory.of(earlier, new int[] {1_000, 1_001});

        assertThat(history).hasSize(LongHistory.MOST).startsWith(2, 3).endsWith(1_000, 1_001);
    }
}
