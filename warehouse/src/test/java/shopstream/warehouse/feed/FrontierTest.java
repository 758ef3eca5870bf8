package shopstream.warehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.Completeness;

/** A generation is as complete as what it has applied, by the clock that its source has now. */
class FrontierTest {
    private final Frontier frontier = new Frontier();

    @Test
    void aClaimHoldsOnceItsOffsetsAreApplied() {
        frontier.claimed("sales", claim(100, 7));
        assertThat(frontier.completeTo("sales")).isEmpty();
        frontier.applied("sales", Map.of(0, 7L));
        assertThat(frontier.completeTo("sales")).contains(Instant.ofEpochSecond(100));
        assertThat(frontier.hasApplied("sales", Map.of(0, 7L))).isTrue();
        assertThat(frontier.hasApplied("sales", Map.of(0, 8L))).isFalse();
    }

    @Test
    void whatWasOnceCompleteStaysSo() {
        frontier.applied("sales", Map.of(0, 9L));
        frontier.claimed("sales", claim(100, 7));
        frontier.claimed("sales", claim(90, 6));
        assertThat(frontier.completeTo("sales")).contains(Instant.ofEpochSecond(100));
    }

    @Test
    void aClockThatIsSetBackIsFollowed() {
        frontier.applied("sales", Map.of(0, 9L));
        frontier.claimed("sales", claim(3_600, 7));
        frontier.notBeyond(Instant.ofEpochSecond(100));
        assertThat(frontier.completeTo("sales")).contains(Instant.ofEpochSecond(100));
        frontier.claimed("sales", claim(101, 8));
        assertThat(frontier.completeTo("sales")).contains(Instant.ofEpochSecond(101));
    }

    private static Completeness.Claim claim(long second, long offset) {
        return new Completeness.Claim(Instant.ofEpochSecond(second), Map.of(0, offset));
    }
}
