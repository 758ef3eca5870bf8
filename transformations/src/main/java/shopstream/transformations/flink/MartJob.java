package shopstream.transformations.flink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.graph.StreamGraph;
import shopstream.eventlog.MartDeclaration;
import shopstream.transformations.engine.CheckpointFolder;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.WatchedJob;

/** One mart's job, and when it may take its next checkpoint. */
final class MartJob {
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    /** A checkpoint, its commit and what the warehouse then does cost the same for ten rows as for a thousand. */
    private static final int REST_PER_CHECKPOINT = 3;

    private final MartDeclaration declaration;
    private final Duration interval;
    private final WatchedJob job;
    private final Clock clock;
    private volatile CompletableFuture<Void> checkpoint = CompletableFuture.completedFuture(null);
    private volatile Instant asked = Instant.EPOCH;
    private volatile Duration took = Duration.ZERO;

    /** @param interval between two checkpoints, at least */
    MartJob(
            MartDeclaration declaration,
            Duration interval,
            FlinkEngine engine,
            CheckpointFolder folder,
            Supplier<StreamGraph> graph,
            Clock clock) {
        this.declaration = declaration;
        this.interval = interval;
        this.clock = clock;
        this.job = new WatchedJob(
                "Model " + declaration.name(),
                declaration.name(),
                engine,
                folder,
                () -> new WatchedJob.Beginning(graph.get(), folder.newest()),
                clock);
    }

    JobState state() {
        return job.state();
    }

    MartDeclaration declaration() {
        return declaration;
    }

    boolean hasCheckpoint() {
        return job.hasCheckpoint();
    }

    /**
     * Whether a checkpoint may begin now: the last one is over, and began long enough ago. Where they take long, because
     * there is much to do, most of the time is left to the rows: on a machine that has no time left, everything waits for
     * everything, and rows come later than with fewer checkpoints. Waits for nothing.
     */
    boolean mayCheckpoint() {
        Instant now = clock.instant();
        Duration rest = took.multipliedBy(REST_PER_CHECKPOINT);
        Duration cycle = took.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        Instant next = asked.plus(cycle.compareTo(interval) > 0 ? cycle : interval);
        // A clock set back must not hold checkpoints up.
        return checkpoint.isDone() && (now.isBefore(asked) || !now.isBefore(next));
    }

    /** Begins a checkpoint. One that cannot be taken, because the job is still starting or stops, is simply asked for again. */
    void checkpoint() {
        Instant begun = clock.instant();
        job.checkpoint().ifPresent(taken -> {
            asked = begun;
            checkpoint = taken.thenRun(() -> took = Duration.between(begun, clock.instant()));
        });
    }

    void start() {
        job.start();
    }

    void watch() {
        job.watch();
    }

    CompletableFuture<Void> stop() {
        return job.stop();
    }
}
