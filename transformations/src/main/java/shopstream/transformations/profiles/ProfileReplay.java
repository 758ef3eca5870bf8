package shopstream.transformations.profiles;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.Topics;
import shopstream.transformations.engine.FlinkEngine;

/** All events of a log folded once more, from the first to the last; a benchmark tells how fast. */
public final class ProfileReplay {
    private static final long LOOK_EVERY_MILLIS = 50;

    private ProfileReplay() {}

    /**
     * Folds what the log holds, with the checkpoints that there always are, and returns when all of it is in published profiles.
     *
     * @param directory of the job's checkpoints, its own
     * @param dataset the events, as their contract calls them
     * @return how long that took, in seconds, from the job's submission to its end
     */
    public static double seconds(Path directory, LogAddress log, String dataset) throws InterruptedException {
        String events = log.names().events(dataset);
        try (Topics topics = new Topics(log)) {
            topics.ensureLatest(
                    log.names().profiles(), topics.partitions(events).orElseThrow());
        }
        try (FlinkEngine engine = FlinkEngine.start(ProfileJob.SLOTS, directory)) {
            long begun = System.nanoTime();
            JobID job = engine.submit(
                    new ProfileGraph(log, events, log.names().profilesGroup(0), Optional.empty(), ProfileJob.SLOTS)
                            .upToNow(directory.resolve("checkpoints"), ProfileJob.EVERY),
                    Optional.empty());
            CompletableFuture<Void> end = engine.end(job);
            boolean hasBegun = false;
            while (!end.isDone()) {
                boolean runs = engine.running(job);
                hasBegun |= runs;
                if (hasBegun && !runs) {
                    // All is read. A job that runs on has its next checkpoint in some seconds.
                    engine.checkpoint(job).join();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
            end.join();
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
