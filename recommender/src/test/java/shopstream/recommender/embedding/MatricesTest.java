package shopstream.recommender.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatricesTest {
    private final Random random = new Random(17);

    /** A product of three matrices' places, as one of the program's. */
    private interface Product {
        void into(float[] result, float kept, float[] left, float[] right, int rows, int inner, int columns);
    }

    @Test
    void productsOfAllShapesAreWhatTheirDefinitionSays() {
        for (int round = 0; round < 30; round++) {
            check(Matrices::product, false, false);
            check(Matrices::productWithTransposed, false, true);
            check(Matrices::productOfTransposed, true, false);
        }
    }

    private void check(Product product, boolean leftTransposed, boolean rightTransposed) {
        int rows = 1 + random.nextInt(40);
        int inner = 1 + random.nextInt(150);
        int columns = 1 + random.nextInt(600);
        float kept = random.nextInt(3);
        float[] left = numbers(rows * inner);
        float[] right = numbers(inner * columns);
        // Longer than it need be, as the rooms of a smaller batch are.
        float[] result = numbers(rows * columns + 5);
        float[] expected = result.clone();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double sum = (double) kept * result[r * columns + c];
                for (int q = 0; q < inner; q++) {
                    sum += (double) left[leftTransposed ? q * rows + r : r * inner + q]
                            * right[rightTransposed ? c * inner + q : q * columns + c];
                }
                expected[r * columns + c] = (float) sum;
            }
        }

        product.into(result, kept, left, right, rows, inner, columns);

        assertThat(result).containsExactly(expected, within(1e-3f));
    }

    @Test
    void exponentialsAreRightToFourDigits() {
        float[] values = new float[600];
        for (int n = 0; n < values.length; n++) {
            values[n] = (n - 300) / 100f;
        }
        float[] powers = values.clone();

        float[] shifts = new float[powers.length];
        Arrays.fill(shifts, -1.5f);
        Matrices.exponentiate(powers, 0, powers.length, 8, shifts);

        for (int n = 0; n < values.length; n++) {
            assertThat(powers[n] / Math.exp(8 * (double) values[n] - 1.5)).isCloseTo(1, within(2e-4));
        }
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int n = 0; n < count; n++) {
            numbers[n] = random.nextFloat() - .5f;
        }
        return numbers;
    }
}
