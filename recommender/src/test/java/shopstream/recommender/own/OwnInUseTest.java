package shopstream.recommender.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;

class OwnInUseTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Situation DID_A = SmallTowers.did("A");

    @TempDir
    Path folder;

    /** One thread, and room for two who wait. */
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2));

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private final OwnFeatures features =
            new OwnFeatures(SmallTowers.products("A", "B", "C", "D"), new FeatureRows(List.of()));
    private OwnInUse ours;

    @BeforeEach
    void load() throws IOException {
        OwnDeclaration declared = new OwnFiles(List.of(), List.of(), new Problems())
                .read(new SmallTowers(folder).write())
                .orElseThrow();
        // Each look at the clock is a millisecond after the one before.
        ours = new OwnInUse(declared, features, threads, () -> nanos.addAndGet(1_000_000));
        ours.look();
    }

    @AfterEach
    void stop() {
        hanging.countDown();
        threads.shutdownNow();
        ours.close();
    }

    @Test
    void whoAsksWaitsNoLongerThanTheyHaveTime() {
        hang();

        assertThatThrownBy(() -> ours.ask(DID_A, 1, Duration.ofMillis(20)))
                .isInstanceOf(OwnInUse.Unanswered.class)
                .hasMessage("the recommender ours took too long");
        assertThat(ours.late()).isEqualTo(1);
        assertThat(ours.failed()).isZero();
        hanging.countDown();
        assertThat(ours.ask(DID_A, 1, LONG)).hasSize(1);
        assertThat(ours.answered()).isEqualTo(1);
    }

    @Test
    void whoeverWouldWaitBehindTooManyIsSentOnAtOnce() {
        hang();
        hang();
        hang();

        assertThatThrownBy(() -> ours.ask(DID_A, 1, LONG)).hasMessage("the recommender ours had too much to do");
        assertThat(ours.late()).isEqualTo(1);
    }

    @Test
    void productsThatChangedAreFollowedAfterARest() {
        features.products().remove("A");
        ours.look();
        assertThat(first()).as("it has just been made").isEqualTo("A");
        nanos.addAndGet(1_000_000_000);
        ours.look();

        assertThat(first()).isEqualTo("B");
    }

    @Test
    void onceItIsClosedNothingIsAnswered() {
        ours.close();

        assertThatThrownBy(() -> ours.ask(DID_A, 1, LONG)).hasMessage("the recommender ours cannot be used");
        assertThat(ours.failed()).isEqualTo(1);
    }

    private String first() {
        return ours.ask(DID_A, 1, LONG).get(0).id();
    }

    /** The thread is busy until the test says otherwise. */
    private void hang() {
        threads.submit(() -> hanging.await(1, TimeUnit.MINUTES));
    }
}
