package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shopstream.app.scheduled.LakeFreshness;
import shopstream.operations.schedules.Work;

/** The lake of this platform, asked for its freshness by what runs in it. */
final class HeldLake implements LakeFreshness {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long ASK_MILLIS = 250;

    /** What reached the log just before a commit may be in the next one only. */
    private static final int ASKED_PER_COMMIT = 20;

    private final RunningLake lake;
    private final Clock clock;

    HeldLake(RunningLake lake, Clock clock) {
        this.lake = lake;
        this.clock = clock;
    }

    @Override
    public void awaitHeld(Instant moment, Work.Log log) throws InterruptedException {
        log.say("Waiting until the lake holds everything up to " + moment.truncatedTo(ChronoUnit.SECONDS));
        Instant deadline = clock.instant().plus(PATIENCE);
        for (int asked = 0; ; asked++) {
            if (asked % ASKED_PER_COMMIT == 0) {
                lake.commitSoon();
            }
            Optional<Instant> held = lake.state().heldTo();
            if (held.filter(to -> !to.isBefore(moment)).isPresent()) {
                return;
            }
            if (clock.instant().isAfter(deadline)) {
                throw new IllegalStateException("The lake holds everything up to "
                        + held.map(Instant::toString).orElse("an unknown moment") + ", and after "
                        + PATIENCE.toMinutes() + " minutes not yet up to " + moment + ". Look at the status page.");
            }
            TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        }
    }
}
