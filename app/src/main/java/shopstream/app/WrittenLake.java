package shopstream.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import shopstream.app.http.LakeRoutes;

/**
 * The lake as requests reach it.
 *
 * @param lake null where nothing is written to one, or not yet
 */
record WrittenLake(Supplier<RunningLake> lake) implements LakeRoutes.Writing {
    @Override
    public void commitSoon() {
        running().commitSoon();
    }

    @Override
    public boolean awaitHeld(Instant moment, Duration patience) throws InterruptedException {
        return running().awaitHeld(moment, patience);
    }

    private RunningLake running() {
        RunningLake running = lake.get();
        if (running == null) {
            throw new IllegalStateException("The lake is not being written yet. Try again in a few seconds.");
        }
        return running;
    }
}
