package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.MartDeclaration;
import shopstream.transformations.flink.MartState.Condition;

/** One mart's job: started, watched, tried again when it fails, stopped. */
final class MartJob {
    private static final Logger LOG = LoggerFactory.getLogger(MartJob.class);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    /** A checkpoint, its commit and what the warehouse then does cost the same for ten rows as for a thousand. */
    private static final int REST_PER_CHECKPOINT = 3;

    /** Longer than the engine's own restarts take: between them a job that will fail again looks well. */
    private static final Duration STEADY = Duration.ofSeconds(15);

    private final String mart;
    private final MartDeclaration declaration;
    private final Duration interval;
    private final FlinkEngine engine;
    private final CheckpointFolder folder;
    private final Supplier<StreamGraph> graph;
    private final Clock clock;
    private MartState state;
    private volatile JobID job;
    private CompletableFuture<Void> end;
    private volatile boolean tidied;
    private volatile CompletableFuture<Void> checkpoint = CompletableFuture.completedFuture(null);
    private volatile Instant asked = Instant.EPOCH;
    private volatile Duration took = Duration.ZERO;
    private Instant tried;

    /** @param interval between two checkpoints, at least */
    MartJob(
            MartDeclaration declaration,
            Duration interval,
            FlinkEngine engine,
            CheckpointFolder folder,
            Supplier<StreamGraph> graph,
            Clock clock) {
        this.mart = declaration.name();
        this.declaration = declaration;
        this.interval = interval;
        this.engine = engine;
        this.folder = folder;
        this.graph = graph;
        this.clock = clock;
        this.tried = clock.instant();
        this.state = new MartState(mart, Condition.STARTING, "", clock.instant());
    }

    synchronized MartState state() {
        return state;
    }

    MartDeclaration declaration() {
        return declaration;
    }

    /** Whether this run has taken a checkpoint, as far as is known yet. */
    boolean hasCheckpoint() {
        return tidied;
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
        return job != null && checkpoint.isDone() && (now.isBefore(asked) || !now.isBefore(next));
    }

    /** Begins a checkpoint. One that cannot be taken, because the job is still starting or stops, is simply asked for again. */
    void checkpoint() {
        JobID going = job;
        if (going != null) {
            Instant begun = clock.instant();
            asked = begun;
            checkpoint = engine.checkpoint(going).thenRun(() -> took = Duration.between(begun, clock.instant()));
        }
    }

    /** Submits the job, from its newest checkpoint; does nothing once it was stopped. */
    synchronized void start() {
        if (state.condition() == Condition.STOPPED) {
            return;
        }
        tried = clock.instant();
        tidied = false;
        try {
            job = engine.submit(graph.get(), folder.newest());
            end = engine.end(job);
        } catch (RuntimeException e) {
            job = null;
            become(Condition.FAILED, reason(e));
        }
    }

    /** Looks after the job; to be called a few times a second. */
    synchronized void watch() {
        if (state.condition() == Condition.STOPPED) {
            return;
        }
        if (job != null && end.isDone()) {
            job = null;
            tried = clock.instant();
            become(Condition.FAILED, reason(failure()));
        }
        if (job == null) {
            if (elapsed(RETRY)) {
                start();
            }
            return;
        }
        Path run = folder.directory().resolve(job.toHexString());
        boolean advanced = folder.newest(run).isPresent();
        if (state.condition() != Condition.RUNNING
                && engine.running(job)
                && (state.condition() == Condition.STARTING || advanced && elapsed(STEADY))) {
            become(Condition.RUNNING, "");
        }
        if (!tidied && advanced) {
            folder.keepOnly(run);
            tidied = true;
        }
    }

    synchronized CompletableFuture<Void> stop() {
        become(Condition.STOPPED, "");
        return job == null || end.isDone() ? CompletableFuture.completedFuture(null) : engine.stop(job);
    }

    private boolean elapsed(Duration time) {
        if (clock.instant().isBefore(tried)) {
            // The clock was set back: time is counted from there on.
            tried = clock.instant();
        }
        return Duration.between(tried, clock.instant()).compareTo(time) >= 0;
    }

    private Throwable failure() {
        try {
            end.join();
            return new IllegalStateException("The job ended by itself");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private void become(Condition condition, String message) {
        if (condition == Condition.FAILED) {
            LOG.error("Model {} stopped: {}", mart, message);
        } else {
            LOG.info("Model {}: {}", mart, condition.name().toLowerCase(java.util.Locale.ROOT));
        }
        if (state.condition() != condition || !state.message().equals(message)) {
            state = new MartState(mart, condition, message, clock.instant());
        }
    }

    /** Flink wraps an error many times; the innermost says what happened. */
    private static String reason(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        Throwable said = ExceptionUtils.stripCompletionException(innermost);
        return said.getMessage() == null
                ? said.toString()
                : said.getMessage().lines().findFirst().orElse("");
    }
}
