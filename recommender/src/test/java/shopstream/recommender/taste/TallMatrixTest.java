package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Against EJML, in sizes that leave a rest in every loop. */
class TallMatrixTest {
    private static final int ROWS = 1027;
    private static final int COLUMNS = 11;

    private final TallMatrix tall = TallMatrix.random(ROWS, COLUMNS, 9);

    @Test
    void theGramMatrixIsThatOfEjml() {
        DMatrixRMaj expected = new DMatrixRMaj(COLUMNS, COLUMNS);
        CommonOps_DDRM.multInner(ofEjml(tall), expected);
        assertThat(tall.gram()).containsExactly(expected.getData(), within(1e-2));
    }

    @Test
    void aProductIsThatOfEjml() {
        float[] factor = random(COLUMNS * 6);
        DMatrixRMaj expected = new DMatrixRMaj(ROWS, 6);
        CommonOps_DDRM.mult(ofEjml(tall), ofEjml(new TallMatrix(COLUMNS, 6, factor)), expected);
        assertEqual(tall.times(factor, 6), expected);
    }

    @Test
    void anUpperTriangleMultipliesInPlace() {
        float[] upper = random(COLUMNS * COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < i; j++) {
                upper[i * COLUMNS + j] = 0;
            }
        }
        DMatrixRMaj expected = new DMatrixRMaj(ROWS, COLUMNS);
        CommonOps_DDRM.mult(ofEjml(tall), ofEjml(new TallMatrix(COLUMNS, COLUMNS, upper)), expected);
        tall.timesUpper(upper);
        assertEqual(tall, expected);
    }

    @Test
    void aRowHasAnInnerProduct() {
        float[] with = random(COLUMNS);
        double expected = 0;
        for (int k = 0; k < COLUMNS; k++) {
            expected += (double) with[k] * tall.values()[3 * COLUMNS + k];
        }
        assertThat((double) tall.product(3, with)).isCloseTo(expected, within(1e-4));
    }

    private static float[] random(int count) {
        float[] values = new float[count];
        Random random = new Random(10);
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static DMatrixRMaj ofEjml(TallMatrix matrix) {
        DMatrixRMaj copy = new DMatrixRMaj(matrix.rows(), matrix.columns());
        for (int i = 0; i < matrix.values().length; i++) {
            copy.getData()[i] = matrix.values()[i];
        }
        return copy;
    }

    private static void assertEqual(TallMatrix matrix, DMatrixRMaj expected) {
        for (int i = 0; i < matrix.values().length; i++) {
            assertThat((double) matrix.values()[i]).isCloseTo(expected.getData()[i], within(1e-4));
        }
    }
}
