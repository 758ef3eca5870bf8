package shopstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestItemsTest {
    @Test
    void theBestOfManyAreWhatSortingAllOfThemGives() {
        long seed = 7;
        Random random = new Random(seed);
        float[] scores = new float[1000];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = random.nextInt(200);
        }
        BestItems best = new BestItems(60);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
        Collections.shuffle(shuffled, random);
        shuffled.forEach(item -> best.offer(item, scores[item]));

        int[] sorted = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -scores[item]).thenComparing(item -> item))
                .limit(60)
                .mapToInt(item -> item)
                .toArray();
        ScoredItems taken = best.take();
        assertThat(taken.items()).as("seed %d", seed).isEqualTo(sorted);
        for (int rank = 0; rank < taken.size(); rank++) {
            assertThat(taken.scores()[rank]).isEqualTo(scores[sorted[rank]]);
        }
    }

    @Test
    void fewerThanWantedAreAllKept() {
        BestItems best = new BestItems(5);
        best.offer(3, 1);
        best.offer(4, 2);
        assertThat(best.take().items()).containsExactly(4, 3);
    }

    @Test
    void nothingIsKeptOfWhatWasTaken() {
        BestItems best = new BestItems(2);
        best.offer(1, 9);
        best.take();
        best.offer(2, 1);
        assertThat(best.take().items()).containsExactly(2);
    }

    @Test
    void noneCannotBeWanted() {
        assertThatThrownBy(() -> new BestItems(0)).hasMessageContaining("best 0 items");
    }
}
