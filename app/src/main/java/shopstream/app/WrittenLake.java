package shopstream.app;

import java.time.Duration;
import java.time.Instant;
import shopstream.app.http.LakeRoutes;

/** The lake as requests reach it. */
record WrittenLake(AwaitedLake lake) implements LakeRoutes.Writing {
    @Override
    public void commitSoon() throws InterruptedException {
        lake.running().commitSoon();
    }

    @Override
    public boolean awaitHeld(Instant moment, Duration patience) throws InterruptedException {
        return lake.running().awaitHeld(moment, patience);
    }
}
