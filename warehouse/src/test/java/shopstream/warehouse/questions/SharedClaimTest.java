package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedClaimTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private long nanos;
    private final SharedClaim claim = new SharedClaim(() -> nanos);

    private static Optional<Instant> second(long number) {
        return Optional.of(BEGIN.plusSeconds(number));
    }

    private static Answer answer(Optional<Instant> completeTo) {
        return new Answer(
                BEGIN,
                BEGIN,
                ZoneOffset.UTC,
                "USD",
                completeTo,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                true,
                List.of());
    }

    private Optional<Instant> alone(long second) {
        return claim.given(answer(second(second)), false, nanos, second(second)).completeTo();
    }

    private Optional<Instant> inACrowd(long second, long current) {
        return claim.given(answer(second(second)), true, nanos, second(current)).completeTo();
    }

    private void after(long millis) {
        nanos = Duration.ofMillis(millis).toNanos();
    }

    @Test
    void whoAsksAloneIsToldAllThatIsKnown() {
        assertThat(alone(1)).isEqualTo(second(1));
        assertThat(alone(2)).isEqualTo(second(2));
    }

    @Test
    void aNewAnswerSaysNoMoreThanTheOldOnesOfACrowdCan() {
        alone(1);
        after(100);
        assertThat(inACrowd(9, 9)).isEqualTo(second(1));
        assertThat(claim.allows(answer(second(1)))).isTrue();
        after(1_099);
        assertThat(inACrowd(9, 9)).isEqualTo(second(1));
        after(1_100);
        assertThat(inACrowd(9, 9)).isEqualTo(second(9));
        assertThat(claim.allows(answer(second(8)))).isFalse();
    }

    @Test
    void anAnswerNeverSaysMoreThanItWasComputedWith() {
        alone(5);
        after(1_100);
        assertThat(inACrowd(3, 3)).isEqualTo(second(3));
    }

    @Test
    void anEditionThatIsTakenBackMayBeLessComplete() {
        after(1);
        alone(5);
        after(2);
        assertThat(alone(3)).isEqualTo(second(3));
        assertThat(claim.allows(answer(second(4)))).isTrue();
    }

    @Test
    void noAnswerOfACrowdSaysLessThanOneBefore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Integer, Answer> kept = new HashMap<>();
        Map<Integer, Long> keptAt = new HashMap<>();
        Optional<Instant> before = second(0);
        long known = 0;
        for (int millis = 1; millis < 60_000; millis += 1 + random.nextInt(20)) {
            after(millis);
            known = random.nextInt(40) == 0 ? millis : known;
            boolean crowd = millis / 3_000 % 3 > 0;
            int question = random.nextInt(6);
            Answer recent = kept.get(question);
            if (!crowd || recent == null || millis - keptAt.get(question) >= 1_000 || !claim.allows(recent)) {
                recent = answer(second(known));
                kept.put(question, recent);
                keptAt.put(question, (long) millis);
            }
            Optional<Instant> said =
                    claim.given(recent, crowd, nanos, second(known)).completeTo();
            assertThat(said.get())
                    .as("seed %s at %s", seed, millis)
                    .isBetween(before.get(), recent.completeTo().get());
            before = said;
        }
        assertThat(before.get()).isAfter(BEGIN.plusSeconds(50_000));
    }
}
