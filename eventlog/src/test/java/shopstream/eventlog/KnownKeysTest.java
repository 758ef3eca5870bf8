package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
    @Test
    void behavesLikeASetUnderRandomAdditionsAndRemovals() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LongSet set = new LongSet();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            // Few values, many of them neighbours, so that runs form, wrap around and are cut in the middle.
            long value = random.nextInt(500) - 100;
            if (random.nextBoolean()) {
                assertThat(set.add(value)).as("seed %s", seed).isEqualTo(expected.add(value));
            } else {
                assertThat(set.remove(value)).as("seed %s", seed).isEqualTo(expected.remove(value));
            }
            assertThat(set.size()).as("seed %s", seed).isEqualTo(expected.size());
        }
        for (long value = -200; value < 600; value++) {
            assertThat(set.contains(value)).as("%s, seed %s", value, seed).isEqualTo(expected.contains(value));
        }
    }

    @Test
    void knowsWhetherAllIsInAnother() {
        LongSet some = new LongSet();
        LongSet more = new LongSet();
        for (long value = 0; value < 1000; value++) {
            more.add(value * 7);
        }
        some.add(0);
        some.add(70);
        assertThat(some.within(more)).isTrue();
        assertThat(more.within(some)).isFalse();
        some.add(71);
        assertThat(some.within(more)).isFalse();
        some.clear();
        assertThat(some.within(new LongSet())).isTrue();
        assertThat(some.size()).isZero();
    }

    @Test
    void similarKeysHaveDifferentHashes() {
        Set<Long> hashes = new HashSet<>();
        Set<Integer> lowBits = new HashSet<>();
        for (int i = 0; i < 300_000; i++) {
            long hash = KeyHash.of(("{\"orderNumber\":" + i + ",\"productCode\":\"S" + i % 240 + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
            hashes.add(hash);
            lowBits.add((int) (hash & 0xFFFF));
        }
        assertThat(hashes).hasSize(300_000);
        assertThat(lowBits.size()).isGreaterThan(64_000);
    }
}
