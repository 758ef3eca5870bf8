package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MostPopularTest {
    private final TasteScorer scorer = MostPopular.of(Interactions.of(new int[][] {{0, 1, 2}, {1, 2}, {2}}, 4))
            .scorer();

    @Test
    void whatMostHadToDoWithIsFirst() {
        assertThat(scorer.best(new int[0], 3).items()).containsExactly(2, 1, 0);
    }

    @Test
    void theHistoryIsLeftOut() {
        assertThat(scorer.best(new int[] {2, 77}, 2).items()).containsExactly(1, 0);
        assertThat(scorer.best(new int[] {1}, 2).items())
                .as("nothing is left of the last history")
                .containsExactly(2, 0);
    }
}
