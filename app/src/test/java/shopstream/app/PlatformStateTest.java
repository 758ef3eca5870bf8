package shopstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.app.http.PlatformStatus;

class PlatformStateTest {
    private static final Instant SOME_TIME = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void itStartsUntilAMartIsCompleteUpToSomeTime() {
        assertThat(PlatformState.of(List.of(), null)).isEqualTo("starting");
        assertThat(PlatformState.of(List.of(mart("starting", null)), lake("running")))
                .isEqualTo("starting");
    }

    @Test
    void itIsLiveWhileAllMartsAndTheLakeAre() {
        List<PlatformStatus.Mart> live = List.of(mart("running", 900L), mart("off", null));
        assertThat(PlatformState.of(live, null)).isEqualTo("live");
        assertThat(PlatformState.of(live, lake("running"))).isEqualTo("live");
        assertThat(PlatformState.of(live, lake("starting"))).isEqualTo("live");
    }

    @Test
    void itIsBehindWhenAMartIs() {
        assertThat(PlatformState.of(List.of(mart("running", 900L), mart("running", 10_000L)), lake("running")))
                .isEqualTo("behind");
    }

    @Test
    void itIsBehindWhenTheLakeHasFailedOrIsBehind() {
        for (String trouble : List.of("failed", "behind")) {
            assertThat(PlatformState.of(List.of(mart("running", 900L)), lake(trouble)))
                    .as(trouble)
                    .isEqualTo("behind");
        }
    }

    private static PlatformStatus.Mart mart(String state, Long lagMillis) {
        Instant completeTo = lagMillis == null ? null : SOME_TIME;
        return new PlatformStatus.Mart("sales", 1, completeTo, lagMillis, state, null, null, List.of());
    }

    private static PlatformStatus.Lake lake(String state) {
        return new PlatformStatus.Lake(state, null, null, null, null, null, Map.of());
    }
}
