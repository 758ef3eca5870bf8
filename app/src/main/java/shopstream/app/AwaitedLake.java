package shopstream.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The lake of a platform, the last of its parts to start, since no dashboard waits for it; who needs it waits for it a while. */
final class AwaitedLake {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CompletableFuture<RunningLake> started = new CompletableFuture<>();
    private final boolean asked;

    /** @param asked whether anything is to be written to one */
    AwaitedLake(boolean asked) {
        this.asked = asked;
    }

    boolean isAsked() {
        return asked;
    }

    void started(RunningLake lake) {
        started.complete(lake);
    }

    /** @throws IllegalStateException where nothing is written, or not for some time yet */
    RunningLake running() throws InterruptedException {
        try {
            if (asked) {
                return started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (TimeoutException | ExecutionException notYet) {
            // Told below.
        }
        throw new IllegalStateException("The lake is not being written yet. Try again in a few seconds.");
    }
}
