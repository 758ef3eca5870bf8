package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** In the shop of six tastes, one more item of each taste: its content tells the taste, and nobody had to do with it. */
class NewItemsTest {
    private static final TasteSettings SETTINGS = new TasteSettings(0.4, 0.25, 15, 5, 12, 4, 40, 1);
    private static final int ITEMS = SixTastes.ITEMS + SixTastes.TASTES;

    @Test
    void aNewItemIsRecommendedToThoseWhoLikeItsContent() {
        Interactions interactions = Interactions.of(SixTastes.histories(400), ITEMS);
        TasteModel trained = trained(interactions);
        TasteModel described = NewItems.described(trained, degrees(interactions), features());
        for (int taste = 0; taste < SixTastes.TASTES; taste++) {
            int first = taste * SixTastes.ITEMS_OF_ONE;
            int[] history = {first + 1, first + 2, first + 4};
            assertThat(trained.scorer().best(history, 18).items()).doesNotContain(SixTastes.ITEMS + taste);
            assertThat(described.scorer().best(history, 18).items())
                    .contains(SixTastes.ITEMS + taste)
                    .doesNotContain(SixTastes.ITEMS + (taste + 1) % SixTastes.TASTES);
            assertThat(SixTastes.tastes(described
                            .scorer()
                            .best(new int[] {SixTastes.ITEMS + taste}, 3)
                            .items()))
                    .as("and says what else is liked by those who like it")
                    .containsOnly(taste);
        }
    }

    @Test
    void knownItemsStayAsTheyAre() {
        Interactions interactions = Interactions.of(SixTastes.histories(400), ITEMS);
        TasteModel trained = trained(interactions);
        TasteModel described = NewItems.described(trained, degrees(interactions), features());
        for (int item = 0; item < SixTastes.ITEMS; item++) {
            if (interactions.byItem().degree(item) >= 10) {
                assertThat(vector(described, item)).containsExactly(vector(trained, item), within(1e-5f));
                assertThat(described.neighbours().columns().weights(item))
                        .containsExactly(trained.neighbours().columns().weights(item));
            }
        }
    }

    @Test
    void whatComesAfterTheTrainingIsToldFromContentToo() {
        int[][] histories = SixTastes.histories(400);
        Interactions interactions = Interactions.of(histories, SixTastes.ITEMS);
        TasteModel trained = trained(interactions);
        TasteModel joined = NewItems.joined(trained, features());
        for (int taste = 0; taste < SixTastes.TASTES; taste++) {
            int first = taste * SixTastes.ITEMS_OF_ONE;
            int[] history = {first + 1, first + 2, first + 4};
            assertThat(joined.scorer().best(history, 18).items())
                    .contains(SixTastes.ITEMS + taste)
                    .doesNotContain(SixTastes.ITEMS + (taste + 1) % SixTastes.TASTES);
        }
        for (int item = 0; item < SixTastes.ITEMS; item++) {
            if (interactions.byItem().degree(item) > 0) {
                assertThat(vector(joined, item)).containsExactly(vector(trained, item), within(1e-4f));
            }
        }
        assertThatThrownBy(() -> NewItems.joined(joined, new ContentFeatures(1, new float[SixTastes.ITEMS])))
                .hasMessage("The model knows 126 items; there are features of 120");
    }

    @Test
    void contentCountsLessWithEachInteraction() {
        int item = SixTastes.ITEMS;
        double[] ofContent = {distanceFromContent(item, 0), distanceFromContent(item, 4), distanceFromContent(item, 9)};
        assertThat(ofContent[0]).isZero();
        assertThat(ofContent[1]).isGreaterThan(0.01);
        assertThat(ofContent[2]).isGreaterThan(ofContent[1]);
    }

    @Test
    void withoutAnyKnownItemTheModelStaysAsItIs() {
        Interactions few = Interactions.of(SixTastes.histories(5), ITEMS);
        TasteModel trained = trained(few);
        assertThat(NewItems.described(trained, degrees(few), features())).isSameAs(trained);
    }

    @Test
    void featuresOfOtherItemsAreRefused() {
        Interactions interactions = Interactions.of(SixTastes.histories(50), SixTastes.ITEMS);
        assertThatThrownBy(() -> NewItems.described(trained(interactions), degrees(interactions), features()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model knows 120 items; there are interactions of 120 and features of 126");
    }

    /** How far the vector of an item with so many interactions, by users of another taste, is from what content says. */
    private static double distanceFromContent(int item, int interactions) {
        int[][] histories = SixTastes.histories(400);
        for (int i = 0; i < interactions; i++) {
            int user = 3 + SixTastes.TASTES * i;
            histories[user] = Arrays.copyOf(histories[user], histories[user].length + 1);
            histories[user][histories[user].length - 1] = item;
        }
        Interactions with = Interactions.of(histories, ITEMS);
        TasteModel trained = trained(with);
        int[] none = degrees(with);
        none[item] = 0;
        float[] content = direction(NewItems.described(trained, none, features()), item);
        float[] blended = direction(NewItems.described(trained, degrees(with), features()), item);
        double product = 0;
        for (int k = 0; k < content.length; k++) {
            product += content[k] * blended[k];
        }
        return Math.max(0, Math.round((1 - product) * 1e5) / 1e5);
    }

    private static float[] direction(TasteModel model, int item) {
        float[] vector = vector(model, item);
        double squares = 0;
        for (float number : vector) {
            squares += number * number;
        }
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static float[] vector(TasteModel model, int item) {
        return Arrays.copyOfRange(model.itemVectors(), item * model.width(), (item + 1) * model.width());
    }

    private static TasteModel trained(Interactions interactions) {
        TasteTraining training = new TasteTraining(interactions, SETTINGS, words -> {});
        return training.whole(training.neighbours());
    }

    private static int[] degrees(Interactions interactions) {
        Interactions byItem = interactions.byItem();
        int[] degrees = new int[byItem.rows()];
        Arrays.setAll(degrees, byItem::degree);
        return degrees;
    }

    /** Noisy numbers, of which one tells the taste. */
    private static ContentFeatures features() {
        Random random = new Random(6);
        float[] values = new float[ITEMS * SixTastes.TASTES];
        for (int item = 0; item < ITEMS; item++) {
            int taste = item < SixTastes.ITEMS ? item / SixTastes.ITEMS_OF_ONE : item - SixTastes.ITEMS;
            for (int k = 0; k < SixTastes.TASTES; k++) {
                values[item * SixTastes.TASTES + k] = (k == taste ? 1 : 0) + 0.2f * (float) random.nextGaussian();
            }
        }
        return new ContentFeatures(SixTastes.TASTES, values);
    }
}
