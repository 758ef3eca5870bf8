package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shopstream.recommender.vectors.ExactVectors;

/**
 * Products of a real shop that training never saw, ranked among themselves for the customers who bought some of them, by the
 * words of their names. The shop's data are not part of this project: skipped where they are missing.
 */
class NewItemsQualityTest {
    private static final long SEED = 21;
    private static final int CUTOFF = 20;

    /** Takes some minutes. */
    @Test
    @EnabledIfSystemProperty(named = "shopstream.full-quality", matches = "true")
    void productsThatNobodyBoughtYetFindTheirBuyers() throws IOException {
        assumeThat(OnlineRetail.FOLDER)
                .as("UCI's Online Retail, which is not part of this project")
                .exists();
        OnlineRetail shop = OnlineRetail.read();
        Random random = new Random(SEED);
        boolean[] fresh = new boolean[shop.names().length];
        for (int item = 0; item < fresh.length; item++) {
            fresh[item] = random.nextInt(10) == 0;
        }
        int[][] histories = Arrays.stream(shop.histories())
                .map(history -> warm(history, fresh))
                .toArray(int[][]::new);
        Interactions interactions = Interactions.of(histories, fresh.length);
        TasteTraining training = new TasteTraining(interactions, TasteSettings.DEFAULTS, words -> {});
        TasteModel trained = training.whole(training.neighbours());
        Interactions byItem = interactions.byItem();
        int[] degrees = IntStream.range(0, fresh.length).map(byItem::degree).toArray();
        ContentFeatures words = shop.words();
        TasteScorer described = NewItems.described(trained, degrees, words).scorer();

        double byModel = recall(
                shop, fresh, history -> described.best(history, fresh.length).items());
        ExactVectors names = new ExactVectors(words.values(), words.width());
        double byContent = recall(shop, fresh, history -> byCosine(history, words, names));
        int[] shuffled = IntStream.range(0, fresh.length).toArray();
        double byChance = recall(shop, fresh, history -> {
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int item = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = item;
            }
            return shuffled;
        });
        assertThat(byModel)
                .as("by content alone %.3f, by chance %.3f, seed %d", byContent, byChance, SEED)
                .isGreaterThan(1.05 * byContent)
                .isGreaterThan(4 * byChance);
    }

    private static double recall(OnlineRetail shop, boolean[] fresh, Function<int[], int[]> ranking) {
        double recalls = 0;
        int users = 0;
        for (int[] history : shop.histories()) {
            int[] expected = Arrays.stream(history).filter(item -> fresh[item]).toArray();
            int[] known = warm(history, fresh);
            if (expected.length > 0 && known.length > 0) {
                long hits = Arrays.stream(ranking.apply(known))
                        .filter(item -> fresh[item])
                        .limit(CUTOFF)
                        .filter(item -> Arrays.stream(expected).anyMatch(one -> one == item))
                        .count();
                recalls += (double) hits / expected.length;
                users++;
            }
        }
        return recalls / users;
    }

    private static int[] warm(int[] history, boolean[] fresh) {
        return Arrays.stream(history).filter(item -> !fresh[item]).toArray();
    }

    /** What a shop without a model could do: the products whose names are most like those of the history. */
    private static int[] byCosine(int[] history, ContentFeatures words, ExactVectors names) {
        float[] sum = new float[words.width()];
        for (int item : history) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += words.values()[item * words.width() + k];
            }
        }
        return names.nearest(sum, words.items()).items();
    }
}
