package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;

class SpectralVectorsTest {
    @Test
    void theySpanWhatEjmlsSingularVectorsSpan() {
        Interactions byUser = SixTastes.interactions();
        Interactions byItem = byUser.byItem();
        int rank = SixTastes.TASTES;
        TallMatrix vectors = SpectralVectors.of(byUser, byItem, rank, 0, 6, 1, words -> {});
        DMatrixRMaj exact = singularVectors(byUser, byItem);

        // A product of projections: where the spaces are the same each exact vector is kept whole.
        for (int one = 0; one < rank; one++) {
            double kept = 0;
            for (int other = 0; other < rank; other++) {
                double product = 0;
                for (int item = 0; item < byItem.rows(); item++) {
                    product += exact.get(item, one) * vectors.values()[item * rank + other];
                }
                kept += product * product;
            }
            assertThat(kept).as("of singular vector %d", one).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void withFewerUsersThanWantedVectorsThereAreAsManyAsUsers() {
        Interactions byUser = Interactions.of(new int[][] {{0, 1, 2}, {2, 3}, {2, 3}}, 5);
        TallMatrix vectors = SpectralVectors.of(byUser, byUser.byItem(), 512, -0.25, 4, 1, words -> {});
        assertThat(vectors.columns()).isEqualTo(3);
        for (float value : vectors.values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void aPowerOfTheSingularValueIsTheLengthOfAVector() {
        Interactions byUser = SixTastes.interactions();
        Interactions byItem = byUser.byItem();
        double[] plain = lengths(SpectralVectors.of(byUser, byItem, 5, 0, 6, 1, words -> {}));
        double[] powered = lengths(SpectralVectors.of(byUser, byItem, 5, -1, 6, 1, words -> {}));
        assertThat(plain).containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-3));
        assertThat(powered[0]).as("the largest singular value is 1").isCloseTo(1, within(1e-3));
        for (int k = 1; k < 5; k++) {
            assertThat(powered[k]).isGreaterThan(powered[k - 1]);
        }
    }

    private static double[] lengths(TallMatrix vectors) {
        double[] gram = vectors.gram();
        return IntStream.range(0, vectors.columns())
                .mapToDouble(k -> Math.sqrt(gram[k * vectors.columns() + k]))
                .toArray();
    }

    @Test
    void columnsBecomeOrthonormal() {
        TallMatrix space = TallMatrix.random(1500, 21, 5);
        SpectralVectors.orthonormalise(space);
        double[] gram = space.gram();
        for (int i = 0; i < 21; i++) {
            for (int j = 0; j < 21; j++) {
                assertThat(gram[i * 21 + j]).isCloseTo(i == j ? 1 : 0, within(1e-5));
            }
        }
    }

    private static DMatrixRMaj singularVectors(Interactions byUser, Interactions byItem) {
        DMatrixRMaj normalised = new DMatrixRMaj(byUser.rows(), byItem.rows());
        for (int user = 0; user < byUser.rows(); user++) {
            for (int item : byUser.row(user)) {
                normalised.set(user, item, 1 / Math.sqrt((double) byUser.degree(user) * byItem.degree(item)));
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(byUser.rows(), byItem.rows(), true, true, true);
        assertThat(svd.decompose(normalised)).isTrue();
        DMatrixRMaj right = svd.getV(null, false);
        SingularOps_DDRM.descendingOrder(
                svd.getU(null, false), false, svd.getSingularValues(), svd.numberOfSingularValues(), right, false);
        return right;
    }
}
