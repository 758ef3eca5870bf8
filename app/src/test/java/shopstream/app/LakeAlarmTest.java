package shopstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.app.http.PlatformStatus;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.JobState.Condition;
import shopstream.transformations.lake.LakeState;

class LakeAlarmTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(2));
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    @Test
    void aLakeThatHoldsNearlyEverythingIsWell() {
        PlatformStatus.Lake lake = status(running(LONG_AGO, ago(2), ago(1)));
        assertThat(lake.state()).isEqualTo("running");
        assertThat(lake.message()).isNull();
        assertThat(lake.lagMillis()).isEqualTo(120_000);
        assertThat(lake.sinceCommitMillis()).isEqualTo(60_000);
    }

    @Test
    void whatWasCommittedLongAgoAndIsNotInTheLakeRaisesTheAlarm() {
        PlatformStatus.Lake lake = status(running(LONG_AGO, ago(61), ago(1)));
        assertThat(lake.state()).isEqualTo("behind");
        assertThat(lake.message())
                .startsWith("What was committed since 2026-11-29T10:59:00Z is not in the lake. The log keeps");
    }

    @Test
    void aSourceThatIsSilentIsNotTheLakesFault() {
        LakeState silent = new LakeState(
                new JobState("lake", Condition.RUNNING, "", LONG_AGO), ago(600), ago(600), ago(2), Map.of());
        assertThat(status(silent).state()).isEqualTo("running");
        LakeState readAnew = new LakeState(
                new JobState("lake", Condition.RUNNING, "", LONG_AGO), ago(600), Optional.empty(), ago(2), Map.of());
        assertThat(status(readAnew).state()).isEqualTo("running");
    }

    @Test
    void afterAStartItMayFirstReadWhatCameMeanwhile() {
        assertThat(status(running(minutesAgo(9), ago(3_000), ago(1))).state()).isEqualTo("running");
        assertThat(status(running(minutesAgo(11), ago(3_000), ago(1))).state()).isEqualTo("behind");
    }

    @Test
    void whereItIsNotKnownWhatTheLakeHoldsItsLastCommitRaisesTheAlarm() {
        PlatformStatus.Lake lake = status(running(LONG_AGO, Optional.empty(), ago(61)));
        assertThat(lake.state()).isEqualTo("behind");
        assertThat(lake.message()).startsWith("Nothing has been written to the lake since 2026-11-29T10:59:00Z.");
        assertThat(lake.lagMillis()).isNull();
        assertThat(lake.sinceCommitMillis()).isEqualTo(3_660_000);
    }

    @Test
    void aLakeThatIsBeingWrittenIsWellThoughItIsNotKnownWhatItHolds() {
        assertThat(status(running(LONG_AGO, Optional.empty(), ago(2))).state()).isEqualTo("running");
    }

    @Test
    void theTimeInWhichTheProgramDidNotRunDoesNotCount() {
        assertThat(status(running(minutesAgo(59), Optional.empty(), ago(3_000))).state())
                .isEqualTo("running");
        PlatformStatus.Lake lake = status(running(minutesAgo(61), Optional.empty(), ago(3_000)));
        assertThat(lake.state()).isEqualTo("behind");
        assertThat(lake.message()).contains("since 2026-11-29T10:59:00Z");
    }

    @Test
    void aLakeThatWasNeverWrittenRaisesTheAlarmToo() {
        assertThat(status(running(LONG_AGO, Optional.empty(), Optional.empty())).state())
                .isEqualTo("behind");
    }

    /** Nothing to write is committed every tenth time only. */
    @Test
    void aQuietShopRaisesNoAlarmHoweverSeldomItsLakeIsCommitted() {
        LakeAlarm seldom = new LakeAlarm(Duration.ofMinutes(15), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(seldom.status(running(LONG_AGO, Optional.empty(), ago(150))).state())
                .isEqualTo("running");
        assertThat(seldom.status(running(LONG_AGO, Optional.empty(), ago(301))).state())
                .isEqualTo("behind");
    }

    @Test
    void aFailedJobIsSaidToHaveFailedWithWhatItMisses() {
        LakeState failed = new LakeState(
                new JobState("lake", Condition.FAILED, "The storage is full.", minutesAgo(61)),
                ago(90),
                ago(0),
                ago(90),
                Map.of("orders", 3L));
        PlatformStatus.Lake lake = status(failed);
        assertThat(lake.state()).isEqualTo("failed");
        assertThat(lake.message()).startsWith("What was committed since").endsWith("The storage is full.");
        assertThat(lake.rows()).containsExactly(Map.entry("orders", 3L));
    }

    private static PlatformStatus.Lake status(LakeState state) {
        return new LakeAlarm(EVERY_MINUTE, Clock.fixed(NOW, ZoneOffset.UTC)).status(state);
    }

    private static LakeState running(Instant since, Optional<Instant> heldTo, Optional<Instant> lastCommit) {
        return new LakeState(new JobState("lake", Condition.RUNNING, "", since), heldTo, ago(0), lastCommit, Map.of());
    }

    private static Optional<Instant> ago(int minutes) {
        return Optional.of(minutesAgo(minutes));
    }

    private static Instant minutesAgo(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
