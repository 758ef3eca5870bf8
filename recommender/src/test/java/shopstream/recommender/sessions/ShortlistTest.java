package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortlistTest {
    @Test
    void holdsTheBestInOrderAndOfEqualScoresTheLowerItemFirst() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Integer> items = new ArrayList<>();
            float[] scores = new float[random.nextInt(60)];
            for (int item = 0; item < scores.length; item++) {
                scores[item] = random.nextInt(8);
                items.add(item);
            }
            Collections.shuffle(items, random);
            var shortlist = new Shortlist(10);
            items.forEach(item -> shortlist.offer(item, scores[item]));
            shortlist.sort();

            items.sort(
                    Comparator.<Integer>comparingDouble(item -> -scores[item]).thenComparing(item -> item));
            assertThat(shortlist.items())
                    .isEqualTo(items.stream().limit(10).mapToInt(item -> item).toArray());
        }
    }

    @Test
    void saysNoRankForWhatItDoesNotHold() {
        var shortlist = new Shortlist(2);
        shortlist.offer(5, 1);
        shortlist.offer(6, 2);
        shortlist.offer(7, 3);
        shortlist.sort();

        assertThat(shortlist.rank(7)).isZero();
        assertThat(shortlist.rank(6)).isEqualTo(1);
        assertThat(shortlist.rank(5)).isEqualTo(-1);
    }
}
