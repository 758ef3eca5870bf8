package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shopstream.recommender.ScoredItems;

class TasteModelTest {
    private static final TasteSettings SETTINGS = new TasteSettings(0.4, 0.25, 15, 5, 12, 4, 40, 1);

    private static TasteModel model;

    @BeforeAll
    static void train() {
        TasteTraining training = new TasteTraining(SixTastes.interactions(), SETTINGS, words -> {});
        model = training.whole(training.neighbours());
    }

    @Test
    void whoLikesOneTasteIsToldItsItems() {
        for (int taste = 0; taste < SixTastes.TASTES; taste++) {
            int first = taste * SixTastes.ITEMS_OF_ONE;
            ScoredItems best = model.scorer().best(new int[] {first + 1, first + 2, first + 4}, 5);
            assertThat(SixTastes.tastes(best.items())).hasSize(5).containsOnly(taste);
        }
    }

    @Test
    void aNewInteractionCountsAtOnce() {
        TasteScorer scorer = model.scorer();
        int[] before = scorer.best(new int[] {1, 2}, 10).items();
        int[] after = scorer.best(new int[] {1, 2, 61, 62, 63}, 10).items();
        assertThat(SixTastes.tastes(before)).doesNotContain(3);
        assertThat(SixTastes.tastes(after)).contains(0, 3);
    }

    @Test
    void theHistoryIsNotRecommendedAndCountsOnce() {
        TasteScorer scorer = model.scorer();
        ScoredItems once = scorer.best(new int[] {1, 2, 3}, 10);
        ScoredItems twice = scorer.best(new int[] {3, 1, 2, 3, 1, -1, 4711}, 10);
        assertThat(once.items()).doesNotContain(1, 2, 3);
        assertThat(twice.items()).isEqualTo(once.items());
    }

    @Test
    void aScoreIsWhatNeighboursSayAndTheInnerProductOfVectors() {
        int[] history = {21, 22, 30};
        ScoredItems best = model.scorer().best(history, 10);
        float[] neighbours = new float[SixTastes.ITEMS];
        Arrays.stream(history).forEach(item -> model.neighbours().addTo(neighbours, item));
        float[] user = model.userVector(history);
        float[] items = model.itemVectors();
        for (int rank = 0; rank < best.size(); rank++) {
            int item = best.items()[rank];
            double product = 0;
            for (int k = 0; k < user.length; k++) {
                product += user[k] * items[item * user.length + k];
            }
            assertThat((double) best.scores()[rank])
                    .isCloseTo(neighbours[item] + model.vectorScale() * product, within(1e-4));
            assertThat(product).as("vectors say something too").isNotZero();
        }
    }

    @Test
    void bothHalvesCountAlike() {
        double ofNeighbours = 0;
        double ofVectors = 0;
        float[] items = model.itemVectors();
        for (int[] history : SixTastes.histories(400)) {
            int[] distinct = Arrays.stream(history).distinct().toArray();
            float[] neighbours = new float[SixTastes.ITEMS];
            Arrays.stream(distinct).forEach(item -> model.neighbours().addTo(neighbours, item));
            float[] user = model.userVector(distinct);
            for (int item = 0; item < SixTastes.ITEMS; item++) {
                double product = 0;
                for (int k = 0; k < user.length; k++) {
                    product += user[k] * items[item * user.length + k];
                }
                ofNeighbours += neighbours[item] * neighbours[item];
                ofVectors += product * product;
            }
        }
        assertThat((double) model.vectorScale()).isCloseTo(Math.sqrt(ofNeighbours / ofVectors), within(1e-3));
    }

    @Test
    void whereNeighboursProposeTooFewAllItemsAreScored() {
        assertThat(model.scorer().best(new int[] {1}, SixTastes.ITEMS - 1).items())
                .hasSize(SixTastes.ITEMS - 1)
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsSaidOfAnEmptyOrUnknownHistory() {
        assertThat(model.scorer().best(new int[0], 5).size()).isZero();
        assertThat(model.scorer().best(new int[] {4711}, 5).size()).isZero();
        assertThat(model.userVector(new int[] {4711})).containsOnly(0);
    }
}
