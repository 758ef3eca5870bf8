package shopstream.recommender.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shopstream.recommender.ScoredItems;

class GraphVectorsTest {
    private static final int SIZE = 3000;
    private static final int WIDTH = 32;
    private static final int ASKED = 200;

    private static ExactVectors exact;
    private static GraphVectors graph;
    private static float[] asked;

    @BeforeAll
    static void build() {
        float[] vectors = SeededVectors.clustered(SIZE, WIDTH, 1);
        exact = new ExactVectors(vectors, WIDTH);
        graph = new GraphVectors(vectors, WIDTH);
        asked = SeededVectors.clustered(ASKED, WIDTH, 2);
    }

    @Test
    void nearlyAllOfTheTenNearestAreFound() {
        int found = 0;
        for (int i = 0; i < ASKED; i++) {
            int[] nearest = exact.nearest(vector(i), 10).items();
            int[] ofGraph = graph.nearest(vector(i), 10).items();
            assertThat(ofGraph).hasSize(10).doesNotHaveDuplicates();
            Arrays.sort(ofGraph);
            found += (int) Arrays.stream(nearest)
                    .filter(item -> Arrays.binarySearch(ofGraph, item) >= 0)
                    .count();
        }
        assertThat(found / (10.0 * ASKED)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void scoresAreInnerProducts() {
        ScoredItems best = graph.nearest(vector(0), 1);
        ScoredItems expected = exact.nearest(vector(0), 1);
        assertThat(best.items()).isEqualTo(expected.items());
        assertThat(best.scores()).containsExactly(expected.scores(), within(1e-4f));
    }

    @Test
    void aVectorOfZerosIsNoMistake() {
        assertThat(graph.nearest(new float[WIDTH], 5).scores()).containsOnly(0);
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> graph.nearest(new float[3], 1))
                .hasMessage("The vector has 3 numbers; those of the index have 32");
    }

    @Test
    void onlyManyVectorsBecomeAGraph() {
        assertThat(VectorIndex.of(new float[VectorIndex.ASKED_EXACTLY], 1)).isInstanceOf(ExactVectors.class);
        assertThat(VectorIndex.of(SeededVectors.clustered(VectorIndex.ASKED_EXACTLY + 1, 2, 3), 2))
                .isInstanceOf(GraphVectors.class);
    }

    private static float[] vector(int i) {
        return Arrays.copyOfRange(asked, i * WIDTH, (i + 1) * WIDTH);
    }
}
