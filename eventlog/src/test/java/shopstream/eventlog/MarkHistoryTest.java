package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkHistoryTest {
    private final MarkHistory history = new MarkHistory();

    @Test
    void aReaderFarBehindStillFindsAMarkItHasReached() {
        for (int at = 1; at <= 100_000; at++) {
            history.add(mark(at, at));
        }
        long reader = 40_000;
        assertThat(history.newest("shop", ends -> end(ends) <= reader))
                .get()
                .satisfies(time -> assertThat(time.getEpochSecond()).isBetween(39_000L, reader));
        assertThat(history.newest("shop", ends -> end(ends) <= 99_999)).contains(Instant.ofEpochSecond(99_999));
        assertThat(history.newest("shop", ends -> end(ends) <= 1)).isPresent();
    }

    @Test
    void ofMarksWithTheSameOffsetsTheNewestSpeaks() {
        history.add(mark(1, 5));
        history.add(mark(2, 5));
        assertThat(history.newest("shop", ends -> end(ends) == 5)).contains(Instant.ofEpochSecond(2));
    }

    @Test
    void aClockThatIsSetBackTakesBackWhatItHadClaimedTooEarly() {
        history.add(mark(10, 1));
        history.add(mark(3_600, 2));
        history.add(mark(20, 3));
        assertThat(history.newest("shop", ends -> end(ends) <= 2)).contains(Instant.ofEpochSecond(20));
        assertThat(history.newest("shop", ends -> end(ends) <= 1)).contains(Instant.ofEpochSecond(10));
    }

    @Test
    void aMarkWithoutATimeIsNewestButClaimsNothing() {
        history.add(mark(1, 5));
        ProgressMark snapshot = new ProgressMark(
                "shop", null, Instant.EPOCH, "snapshot", Map.of("t", List.of(9L)), Map.of(), null, null);
        history.add(snapshot);
        assertThat(history.newest()).containsEntry("shop", snapshot);
        assertThat(history.newest("shop", ends -> true)).contains(Instant.ofEpochSecond(1));
        assertThat(history.newest("elsewhere", ends -> true)).isEmpty();
    }

    @Test
    void behindAMarkThatBeginsAnewNothingOlderIsClaimed() {
        history.add(mark(1, 5));
        Instant time = Instant.ofEpochSecond(2);
        history.add(new ProgressMark(
                "shop", time, time, Completeness.BEGUN_ANEW, Map.of("t", List.of(9L)), Map.of(), null, null));
        assertThat(history.newest("shop", ends -> end(ends) <= 5)).isEmpty();
        assertThat(history.newest("shop", ends -> end(ends) <= 9)).contains(time);
    }

    private static long end(Map<String, List<Long>> endOffsets) {
        return endOffsets.get("t").get(0);
    }

    private static ProgressMark mark(long second, long end) {
        Instant time = Instant.ofEpochSecond(second);
        return new ProgressMark("shop", time, time, "streaming", Map.of("t", List.of(end)), Map.of(), null, null);
    }
}
