package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against figures worked out by hand. */
class RankingQualityTest {
    @Test
    void recallIsTheShareOfTheExpectedItemsAmongTheFirst() {
        RankingQuality quality = new RankingQuality(3);
        quality.add(new int[] {5, 6, 7, 8}, new int[] {8, 7, 1, 5});
        assertThat(quality.recall()).isEqualTo(2 / 4.0);
    }

    @Test
    void ndcgCountsRanksAgainstTheBestRankingOfTheSameLength() {
        RankingQuality quality = new RankingQuality(3);
        quality.add(new int[] {5, 6, 7}, new int[] {7, 1, 5, 9});
        double found = 1 + 1 / 2.0;
        double ideal = 1 + 1 / (Math.log(3) / Math.log(2)) + 1 / 2.0;
        assertThat(quality.ndcg()).isEqualTo(found / ideal, within(1e-12));
    }

    @Test
    void fewExpectedItemsCanBeRankedPerfectly() {
        RankingQuality quality = new RankingQuality(20);
        quality.add(new int[] {4, 3, 2, 1}, new int[] {3, 4});
        assertThat(quality.ndcg()).isEqualTo(1, within(1e-12));
        assertThat(quality.recall()).isEqualTo(1);
    }

    @Test
    void eachUserCountsAlike() {
        RankingQuality quality = new RankingQuality(2);
        quality.add(new int[] {1, 2}, new int[] {1});
        quality.add(new int[0], new int[] {1, 2, 3});
        assertThat(quality.users()).isEqualTo(2);
        assertThat(quality.recall()).isEqualTo(0.5);
        assertThat(quality.ndcg()).isEqualTo(0.5);
    }
}
