package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphFilterTest {
    @Test
    void whoLikesOneTasteIsToldItsItems() {
        TasteScorer scorer =
                GraphFilter.train(SixTastes.interactions(), 1, words -> {}).scorer();
        int[] best = scorer.best(new int[] {41, 42, 44}, 5).items();
        assertThat(best).hasSize(5).doesNotContain(41, 42, 44);
        assertThat(SixTastes.tastes(best)).containsOnly(2);
        assertThat(SixTastes.tastes(scorer.best(new int[] {1, 2}, 5).items())).containsOnly(0);
        assertThat(scorer.best(new int[0], 5).size()).isZero();
    }
}
