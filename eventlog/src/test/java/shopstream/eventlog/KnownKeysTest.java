package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys = new KnownKeys();

    @Test
    void knowsWhatSetsWouldKnowUnderRandomChanges() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Long> living = new HashSet<>();
        Set<Long> met = new HashSet<>();
        Set<Long> refused = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long hash = neighbour(random);
            switch (random.nextInt(5)) {
                case 0 -> {
                    keys.live(hash, true);
                    living.add(hash);
                }
                case 1 -> {
                    keys.live(hash, false);
                    living.remove(hash);
                }
                case 2 -> {
                    keys.meet(hash, false);
                    met.add(hash);
                    refused.remove(hash);
                }
                case 3 -> {
                    keys.meet(hash, true);
                    met.add(hash);
                    refused.add(hash);
                }
                default -> {
                    if (random.nextInt(300) == 0) {
                        keys.forgetMet();
                        met.clear();
                        refused.clear();
                    }
                }
            }
            long asked = neighbour(random);
            assertThat(keys.lives(asked)).as("seed %s", seed).isEqualTo(living.contains(asked));
            assertThat(keys.met(asked)).as("seed %s", seed).isEqualTo(met.contains(asked));
            assertThat(keys.settled(asked))
                    .as("seed %s", seed)
                    .isEqualTo(met.contains(asked) && !refused.contains(asked));
            assertThat(keys.living()).as("seed %s", seed).isEqualTo(living.size());
            assertThat(keys.livingWereMet()).as("seed %s", seed).isEqualTo(met.containsAll(living));
        }
    }

    /** Of a few hundred hashes whose places are the first and the last ones, so that runs form, wrap around and are cut. */
    private static long neighbour(Random random) {
        long place = random.nextBoolean() ? random.nextInt(40) : 0xFFFF_FFFFL - random.nextInt(40);
        return place << 26 | random.nextInt(4) << 3;
    }

    @Test
    void millionsOfKeysAreKept() {
        int count = 2_000_000;
        for (int i = 0; i < count; i++) {
            keys.live(hash(i), true);
        }
        assertThat(keys.living()).isEqualTo(count);
        for (int i = 0; i < count; i += 2) {
            keys.live(hash(i), false);
        }
        assertThat(keys.living()).isEqualTo(count / 2);
        for (int i = 0; i < count; i++) {
            if (keys.lives(hash(i)) == (i % 2 == 0)) {
                throw new AssertionError("key " + i);
            }
        }
    }

    @Test
    void similarKeysHaveDifferentHashes() {
        Set<Long> hashes = new HashSet<>();
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 300_000; i++) {
            long hash = hash(i);
            hashes.add(hash & ~7);
            places.add((int) (hash >>> 48));
        }
        assertThat(hashes).hasSize(300_000);
        assertThat(places.size()).isGreaterThan(64_000);
    }

    private static long hash(int number) {
        return KeyHash.of(("{\"orderNumber\":" + number + ",\"productCode\":\"S" + number % 240 + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
