package shopstream.transformations.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstTellingTest {
    private static final long DAY = 24 * 3_600_000L;

    @Test
    void whatIsToldAgainWithinADayIsKnown() {
        assertThat(FirstTelling.isFirst(null, 1_000)).isTrue();
        assertThat(FirstTelling.isFirst(1_000L, 1_000)).isFalse();
        assertThat(FirstTelling.isFirst(1_000L, 1_000 + DAY)).isFalse();
    }

    @Test
    void whatIsToldAgainLaterCountsAgain() {
        assertThat(FirstTelling.isFirst(1_000L, 1_001 + DAY)).isTrue();
    }

    @Test
    void whatWasTakenInBeforeByAnotherClockIsKnownToo() {
        assertThat(FirstTelling.isFirst(1_000L, 900)).isFalse();
    }
}
