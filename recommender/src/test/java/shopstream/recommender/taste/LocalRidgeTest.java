package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Against the same written down with dense matrices, formula by formula. */
class LocalRidgeTest {
    private static final TasteSettings SETTINGS = new TasteSettings(0.4, 0.25, 12, 5, 16, 4, 300, 1);

    private final Interactions byUser = SixTastes.interactions();
    private final Interactions byItem = byUser.byItem();

    @Test
    void itsWeightsAreThoseOfTheFormula() {
        double[][] trained = dense(LocalRidge.train(byUser, byItem, SETTINGS, done -> {}));
        double[][] expected = expectedWeights();
        for (int source = 0; source < expected.length; source++) {
            for (int target = 0; target < expected.length; target++) {
                assertThat(trained[source][target])
                        .as("what %d says of %d", source, target)
                        .isCloseTo(expected[source][target], within(2e-4));
            }
        }
    }

    @Test
    void anItemThatNobodyHadToDoWithIsNeitherSourceNorTarget() {
        Interactions withLonely = Interactions.of(SixTastes.histories(50), SixTastes.ITEMS + 1);
        double[][] trained = dense(LocalRidge.train(withLonely, withLonely.byItem(), SETTINGS, done -> {}));
        for (int item = 0; item <= SixTastes.ITEMS; item++) {
            assertThat(trained[SixTastes.ITEMS][item]).isZero();
            assertThat(trained[item][SixTastes.ITEMS]).isZero();
        }
    }

    private static double[][] dense(NeighbourWeights weights) {
        double[][] dense = new double[weights.items()][];
        for (int item = 0; item < dense.length; item++) {
            float[] scores = new float[weights.items()];
            weights.addTo(scores, item);
            dense[item] = IntStream.range(0, scores.length)
                    .mapToDouble(i -> scores[i])
                    .toArray();
        }
        return dense;
    }

    private double[][] expectedWeights() {
        int items = byItem.rows();
        double[] itemScale = new double[items];
        Arrays.setAll(itemScale, item -> Math.pow(byItem.degree(item), -0.25));
        double[] userWeight = new double[byUser.rows()];
        Arrays.setAll(userWeight, user -> Math.pow(byUser.degree(user), -0.4));
        double[][] gram = new double[items][items];
        double weightOfInteractions = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (int one : byUser.row(user)) {
                weightOfInteractions += userWeight[user] / byUser.size();
                for (int other : byUser.row(user)) {
                    gram[one][other] += userWeight[user] * itemScale[one] * itemScale[other];
                }
            }
        }
        double itemMean = IntStream.range(0, items)
                .mapToDouble(item -> Math.pow(byItem.degree(item), 0.5))
                .average()
                .orElseThrow();
        double lambda = 5 * weightOfInteractions * itemMean;
        double[][] weights = new double[items][items];
        for (int target = 0; target < items; target++) {
            int[] neighbours = neighbours(gram, target, lambda);
            int count = neighbours.length;
            DMatrixRMaj block = new DMatrixRMaj(count, count);
            DMatrixRMaj right = new DMatrixRMaj(count, 1);
            for (int i = 0; i < count; i++) {
                right.set(i, 0, gram[neighbours[i]][target]);
                for (int j = 0; j < count; j++) {
                    block.set(i, j, gram[neighbours[i]][neighbours[j]] + (i == j ? lambda : 0));
                }
            }
            DMatrixRMaj solved = new DMatrixRMaj(count, 1);
            assertThat(CommonOps_DDRM.solve(block, right, solved)).isTrue();
            for (int i = 0; i < count; i++) {
                weights[neighbours[i]][target] = itemScale[neighbours[i]] * solved.get(i, 0) / itemScale[target];
            }
        }
        return weights;
    }

    private int[] neighbours(double[][] gram, int target, double lambda) {
        return IntStream.range(0, gram.length)
                .filter(item -> item != target && gram[item][target] > 0)
                .boxed()
                .sorted(Comparator.comparing(item -> -gram[item][target] / Math.sqrt(gram[item][item] + lambda)))
                .limit(SETTINGS.neighbours())
                .mapToInt(item -> item)
                .toArray();
    }
}
