package shopstream.recommender.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shopstream.recommender.ScoredItems;

class ExactVectorsTest {
    /** Neither whole blocks nor a width that four divides. */
    private static final int SIZE = 301;

    private static final int WIDTH = 13;

    @Test
    void theNearestAreThoseWithTheLargestInnerProducts() {
        float[] vectors = SeededVectors.clustered(SIZE, WIDTH, 1);
        ExactVectors index = new ExactVectors(vectors, WIDTH);
        float[] asked = SeededVectors.clustered(1, WIDTH, 2);
        ScoredItems nearest = index.nearest(asked, 25);

        double[] products = new double[SIZE];
        for (int item = 0; item < SIZE; item++) {
            for (int k = 0; k < WIDTH; k++) {
                products[item] += (double) vectors[item * WIDTH + k] * asked[k];
            }
        }
        int[] sorted = IntStream.range(0, SIZE)
                .boxed()
                .sorted(Comparator.comparing(item -> -products[item]))
                .limit(25)
                .mapToInt(item -> item)
                .toArray();
        assertThat(nearest.items()).isEqualTo(sorted);
        for (int rank = 0; rank < nearest.size(); rank++) {
            assertThat((double) nearest.scores()[rank]).isCloseTo(products[sorted[rank]], within(1e-4));
        }
    }

    @Test
    void noMoreAreFoundThanThereAre() {
        ExactVectors index = new ExactVectors(new float[] {1, 0, 0, 1, 1, 1}, 2);
        assertThat(index.size()).isEqualTo(3);
        assertThat(index.nearest(new float[] {-1, -2}, 10).items()).containsExactly(0, 1, 2);
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() {
        ExactVectors index = new ExactVectors(new float[6], 2);
        assertThatThrownBy(() -> index.nearest(new float[3], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The vector has 3 numbers; those of the index have 2");
        assertThatThrownBy(() -> new ExactVectors(new float[7], 2)).hasMessage("7 numbers are no vectors of 2");
    }
}
