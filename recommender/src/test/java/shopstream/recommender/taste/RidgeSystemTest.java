package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

class RidgeSystemTest {
    @Test
    void itsSolutionIsThatOfEjml() {
        int equations = 37;
        DMatrixRMaj matrix = RandomMatrices_DDRM.symmetricPosDef(equations, new Random(3));
        for (int i = 0; i < equations; i++) {
            matrix.add(i, i, 1);
        }
        DMatrixRMaj right = RandomMatrices_DDRM.rectangle(equations, 1, new Random(4));
        DMatrixRMaj expected = new DMatrixRMaj(equations, 1);
        CommonOps_DDRM.solve(matrix.copy(), right, expected);

        RidgeSystem system = new RidgeSystem(50);
        for (int solved = 0; solved < 2; solved++) {
            for (int i = 0; i < equations; i++) {
                system.right()[i] = (float) right.get(i);
                for (int j = i; j < equations; j++) {
                    system.matrix()[i * 50 + j] = (float) matrix.get(i, j);
                }
            }
            system.solve(equations);
            for (int i = 0; i < equations; i++) {
                assertThat((double) system.right()[i]).isCloseTo(expected.get(i), within(1e-4));
            }
        }
    }
}
