package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Shortlist;

class TasteAskerTest {
    /** Products have other numbers in the shop than in the model. */
    private static final int SHIFT = 1_000;

    private static TasteModel model;
    private static LearnedTaste learned;

    private final Shortlist best = new Shortlist(10);

    @BeforeAll
    static void train() {
        TasteTraining training = new TasteTraining(
                SixTastes.interactions(), new TasteSettings(0.4, 0.25, 15, 5, 12, 4, 40, 1), words -> {});
        model = training.whole(training.neighbours());
        ItemIndex names = new ItemIndex();
        for (int item = 0; item < SixTastes.ITEMS; item++) {
            names.add("item-" + item);
        }
        learned = new LearnedTaste(names, model);
    }

    private static int shopNumber(String name) {
        return SHIFT + Integer.parseInt(name.substring("item-".length()));
    }

    private static TasteAsker asker() {
        return learned.numbered(TasteAskerTest::shopNumber).asker();
    }

    private static int[] inShop(int... items) {
        return Arrays.stream(items).map(item -> SHIFT + item).toArray();
    }

    private int[] asked(TasteAsker asker, int... items) {
        asker.best(inShop(items), best);
        return Arrays.stream(best.items()).map(number -> number - SHIFT).toArray();
    }

    @Test
    void whoLikesOneTasteIsToldItsItemsUnderTheNumbersOfTheShop() {
        TasteAsker asker = asker();
        for (int taste = 0; taste < SixTastes.TASTES; taste++) {
            int first = taste * SixTastes.ITEMS_OF_ONE;

            int[] told = asked(asker, first + 1, first + 2, first + 4);

            assertThat(SixTastes.tastes(Arrays.copyOf(told, 5))).containsOnly(taste);
            assertThat(told).doesNotContain(first + 1, first + 2, first + 4);
        }
    }

    @Test
    void scoresAreThoseOfTheModelWhicheverItemIsAskedFor() {
        int[] history = {21, 22, 30};
        var expected = model.scorer().best(history, SixTastes.ITEMS - history.length);
        TasteAsker asker = asker();

        asker.best(inShop(history), best);

        for (int rank = 0; rank < expected.size(); rank++) {
            assertThat(asker.score(SHIFT + expected.items()[rank])).isCloseTo(expected.scores()[rank], within(1e-5f));
        }
        assertThat(Arrays.copyOf(best.items(), 5)).isEqualTo(inShop(Arrays.copyOf(expected.items(), 5)));
        assertThat(best.score(0)).isCloseTo(expected.scores()[0], within(1e-5f));
    }

    @Test
    void oneMorePurchaseMovesTheCustomersVectorAtOnce() {
        TasteAsker asker = asker();
        assertThat(SixTastes.tastes(asked(asker, 1, 2, 4))).doesNotContain(3);
        float before = asker.likeness(SHIFT + 65);

        int[] after = asked(asker, 1, 2, 4, 61);

        assertThat(SixTastes.tastes(after)).contains(0, 3);
        assertThat(asker.likeness(SHIFT + 65)).isGreaterThan(before + .2f);
        assertThat(asker.known()).isEqualTo(4);
    }

    @Test
    void nothingOfAnEarlierQuestionIsLeft() {
        TasteAsker used = asker();
        asked(used, 1, 2, 4, 100, 101);

        assertThat(asked(used, 61)).isEqualTo(asked(asker(), 61));
        assertThat(used.isOfHistory(SHIFT + 61)).isTrue();
        assertThat(used.isOfHistory(SHIFT + 100)).isFalse();
    }

    @Test
    void whatTheModelDoesNotKnowSaysNothing() {
        TasteAsker asker = asker();

        asker.best(new int[] {3, SHIFT - 1, SHIFT + SixTastes.ITEMS, Integer.MAX_VALUE}, best);

        assertThat(best.size()).isZero();
        assertThat(asker.known()).isZero();
        assertThat(asker.score(3)).isZero();
        assertThat(asker.likeness(SHIFT + 1)).as("to nothing").isZero();
    }

    @Test
    void whatTheShopDoesNotHaveIsNotProposed() {
        TasteAsker asker = learned.numbered(name -> name.equals("item-3") ? -1 : shopNumber(name))
                .asker();

        assertThat(asked(asker(), 1, 2, 4)).contains(3);
        assertThat(asked(asker, 1, 2, 4)).hasSize(10).doesNotContain(3, -1 - SHIFT);
    }

    @Test
    void ofALongHistoryOfWhatGoesWithEverythingTheNewestItemsCount() {
        int items = 40_000;
        int[] targets = new int[2 * (items - 3) + 1];
        float[] weights = new float[targets.length];
        Arrays.fill(weights, 1);
        targets[0] = 3;
        for (int at = 1; at < targets.length; at++) {
            targets[at] = 3 + (at - 1) % (items - 3);
        }
        int[] starts = new int[items + 1];
        Arrays.fill(starts, targets.length);
        starts[0] = 0;
        starts[1] = 1;
        starts[2] = 1 + items - 3;
        KnownItems history = new KnownItems(items);
        NeighbourSums sums = new NeighbourSums(new NeighbourWeights(starts, targets, weights));

        history.become(new int[] {0, 1, 2});
        sums.become(history);

        assertThat(sums.of(3))
                .as("two rows fill the time there is; the oldest is left out")
                .isEqualTo(2);
        assertThat(sums.size()).isEqualTo(items - 3);
    }
}
