package shopstream.app;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import shopstream.app.scheduled.LakeFreshness;
import shopstream.operations.schedules.Work;

/** The lake of this platform, asked for its freshness by what runs in it. */
final class HeldLake implements LakeFreshness {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AwaitedLake awaited;

    HeldLake(AwaitedLake awaited) {
        this.awaited = awaited;
    }

    @Override
    public void awaitHeld(Instant moment, Work.Log log) throws InterruptedException {
        log.say("Waiting until the lake holds everything up to " + moment.truncatedTo(ChronoUnit.SECONDS));
        RunningLake lake = awaited.running();
        if (!lake.awaitHeld(moment, PATIENCE)) {
            throw new IllegalStateException("The lake holds everything up to "
                    + lake.state().heldTo().map(Instant::toString).orElse("an unknown moment") + ", and after "
                    + PATIENCE.toMinutes() + " minutes not yet up to " + moment + ". Look at the status page.");
        }
    }
}
