package shopstream.recommender.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import shopstream.recommender.embedding.Matrices.Left;
import shopstream.recommender.embedding.Matrices.Rows;

class MatricesTest {
    private final Random random = new Random(17);

    @Test
    void productsOfAllShapesAreWhatTheirDefinitionSays() {
        for (int round = 0; round < 30; round++) {
            int rows = 1 + random.nextInt(11);
            int inner = 1 + random.nextInt(150);
            int columns = 1 + random.nextInt(600);
            float[] left = numbers(rows * inner);
            float[] right = numbers(inner * columns);
            float[] result = numbers(rows * columns);
            boolean transposed = random.nextBoolean();
            float[] expected = result.clone();
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    double sum = 0;
                    for (int q = 0; q < inner; q++) {
                        sum += (double) left[transposed ? q * rows + r : r * inner + q] * right[q * columns + c];
                    }
                    expected[r * columns + c] += (float) sum;
                }
            }

            Left leftMatrix = transposed ? new Left(left, 1, rows) : new Left(left, inner, 1);
            Matrices.addProduct(
                    new Rows(result, columns), leftMatrix, new Rows(right, columns), 0, rows, inner, columns);

            for (int n = 0; n < expected.length; n++) {
                assertThat(result[n]).isCloseTo(expected[n], within(1e-3f));
            }
        }
    }

    @Test
    void onlyTheRowsAskedForAreChanged() {
        float[] result = new float[10];
        Matrices.addProduct(new Rows(result, 1), new Left(numbers(10), 1, 1), new Rows(new float[] {1}, 1), 3, 9, 1, 1);

        assertThat(result[2]).isZero();
        assertThat(result[3]).isNotZero();
        assertThat(result[8]).isNotZero();
        assertThat(result[9]).isZero();
    }

    @Test
    void exponentialsAreRightToFourDigits() {
        float[] values = new float[600];
        for (int n = 0; n < values.length; n++) {
            values[n] = (n - 300) / 100f;
        }
        float[] powers = values.clone();

        Matrices.exponentiate(powers, 0, powers.length, 8, -1.5f);

        for (int n = 0; n < values.length; n++) {
            assertThat(powers[n] / Math.exp(8 * (double) values[n] - 1.5)).isCloseTo(1, within(2e-4));
        }
    }

    @Test
    void aTransposedMatrixHasRowsForColumns() {
        float[] from = numbers(7 * 70);
        float[] to = new float[70 * 7];

        Matrices.transpose(new Rows(from, 70), new Rows(to, 7), 0, 70, 7);

        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 70; column++) {
                assertThat(to[column * 7 + row]).isEqualTo(from[row * 70 + column]);
            }
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
