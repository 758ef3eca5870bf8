package shopstream.warehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final Instant CLAIMED = Instant.parse("2026-12-01T12:00:00Z");

    private long seconds;
    private final Lateness lateness =
            new Lateness(() -> Duration.ofSeconds(seconds).toNanos());

    private boolean isLate(long millisBehind, long othersBehind) {
        return lateness.isLate(
                CLAIMED.plusSeconds(seconds),
                Map.of(
                        "sales", CLAIMED.plusSeconds(seconds).minusMillis(millisBehind),
                        "products", CLAIMED.plusSeconds(seconds).minusMillis(othersBehind)));
    }

    @Test
    void isLateWhereOneTableIs() {
        assertThat(isLate(200, 300)).isFalse();
        assertThat(isLate(200, 700)).isTrue();
        assertThat(isLate(200, 300)).isFalse();
    }

    @Test
    void isNotLateForWhatStandsStill() {
        assertThat(isLate(100, 5_000)).isTrue();
        for (seconds = 1; seconds < 60; seconds++) {
            assertThat(isLate(100, 5_000 + 1_000 * seconds))
                    .as("after %d s", seconds)
                    .isTrue();
        }
        seconds = 60;
        assertThat(isLate(100, 65_000)).isFalse();
        // It goes on, and has much to do.
        seconds = 61;
        assertThat(isLate(100, 40_000)).isTrue();
    }
}
