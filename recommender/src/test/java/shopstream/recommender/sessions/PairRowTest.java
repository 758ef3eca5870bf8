package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairRowTest {
    @Test
    void theLighterHalfCanBeLetGo() {
        PairRow row = PairRow.EMPTY;
        for (int item = 0; item < 100; item++) {
            row = row.add(item, item + 1);
        }
        PairRow heavier = row.heavier();
        assertThat(heavier.size()).isEqualTo(50);
        assertThat(heavier.weight(99)).isEqualTo(100);
        assertThat(heavier.weight(10)).isZero();
    }

    @Test
    void sumsWeightsAsAMapWould() {
        var random = new Random(3);
        Map<Integer, Float> expected = new HashMap<>();
        PairRow row = PairRow.EMPTY;
        for (int n = 0; n < 5000; n++) {
            int item = random.nextInt(700) * 64;
            row = row.add(item, n % 9);
            expected.merge(item, (float) (n % 9), Float::sum);
        }

        assertThat(row.size()).isEqualTo(expected.size());
        Map<Integer, Float> found = new HashMap<>();
        for (int slot = 0; slot < row.slots(); slot++) {
            if (row.itemAt(slot) != PairRow.FREE) {
                found.put(row.itemAt(slot), row.weightAt(slot));
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(row.weight(64)).isEqualTo(expected.get(64));
        assertThat(row.weight(1)).isZero();
    }

    @Test
    void theEmptyRowStaysEmpty() {
        PairRow row = PairRow.EMPTY.add(1, 1);

        assertThat(row.weight(1)).isEqualTo(1);
        assertThat(PairRow.EMPTY.size()).isZero();
        assertThat(PairRow.EMPTY.weight(1)).isZero();
    }
}
