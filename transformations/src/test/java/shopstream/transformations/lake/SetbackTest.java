package shopstream.transformations.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetbackTest {
    private static final Optional<String> NONE = Optional.empty();

    private Instant now = Instant.parse("2026-11-01T08:00:00Z");
    private final Setback setback = new Setback(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            Duration.ofMinutes(1));

    @Test
    void itIsToldBetweenTwoTriesAndNoLongerWhenRowsCome() {
        assertThat(setback.now(NONE, Map.of("orders", 5L))).isEmpty();
        assertThat(setback.now(Optional.of("away"), Map.of("orders", 5L))).contains("away");
        now = now.plusSeconds(60);
        assertThat(setback.now(NONE, Map.of("orders", 5L))).contains("away");
        assertThat(setback.now(NONE, Map.of("orders", 6L))).isEmpty();
        assertThat(setback.now(NONE, Map.of("orders", 6L))).isEmpty();
    }

    @Test
    void itIsForgottenWhereNothingIsToBeWrittenAndNothingFails() {
        assertThat(setback.now(Optional.of("away"), Map.of())).contains("away");
        now = now.plusSeconds(151);
        assertThat(setback.now(NONE, Map.of())).isEmpty();
    }
}
