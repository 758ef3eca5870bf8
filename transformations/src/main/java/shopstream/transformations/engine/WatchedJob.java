package shopstream.transformations.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.transformations.engine.JobState.Condition;

/** A job: started, watched, tried again when it fails, stopped. For several threads. */
public final class WatchedJob {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedJob.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** Longer than the engine's own restarts take: between them a job that will fail again looks well. */
    private static final Duration STEADY = Duration.ofSeconds(15);

    private final String name;
    private final FlinkEngine engine;
    private final CheckpointFolder folder;
    private final Supplier<Beginning> beginning;
    private final Clock clock;
    private volatile JobState state;
    private volatile JobID job;
    private CompletableFuture<Void> end;
    private volatile boolean tidied;
    private Instant tried;

    /**
     * What a job begins with.
     *
     * @param checkpoint that its state is taken from; none where the graph itself says where to begin
     * @param letsGo whether state for which the graph has no place is let go of, such as how far a topic was read that is read no
     *     longer; else there must be none
     */
    public record Beginning(StreamGraph graph, Optional<CheckpointFolder.Checkpoint> checkpoint, boolean letsGo) {
        /** All of whose state has its place. */
        public Beginning(StreamGraph graph, Optional<CheckpointFolder.Checkpoint> checkpoint) {
            this(graph, checkpoint, false);
        }
    }

    /**
     * @param name as it is told to people, such as "Model sales_lines"
     * @param of whose job it is, as its state says
     * @param folder of its checkpoints, nobody else's
     * @param beginning made at each start; what it throws is why the job failed
     */
    public WatchedJob(
            String name,
            String of,
            FlinkEngine engine,
            CheckpointFolder folder,
            Supplier<Beginning> beginning,
            Clock clock) {
        this.name = name;
        this.engine = engine;
        this.folder = folder;
        this.beginning = beginning;
        this.clock = clock;
        this.tried = clock.instant();
        this.state = new JobState(of, Condition.STARTING, "", clock.instant());
    }

    /** Without waiting for a start that is under way. */
    public JobState state() {
        return state;
    }

    /** Whether this run has taken a checkpoint, as far as is known yet. */
    public boolean hasCheckpoint() {
        return tidied;
    }

    /** Why the engine begins the job again now; nothing while all of it runs. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(job).flatMap(engine::failure);
    }

    /** Takes a checkpoint; nothing while there is no job. Completes in any case, also when none could be taken. */
    public Optional<CompletableFuture<Void>> checkpoint() {
        return Optional.ofNullable(job).map(engine::checkpoint);
    }

    /** Submits the job; does nothing once it was stopped. */
    public synchronized void start() {
        if (state.condition() == Condition.STOPPED) {
            return;
        }
        tried = clock.instant();
        tidied = false;
        try {
            Beginning from = beginning.get();
            job = engine.submit(from.graph(), from.checkpoint(), from.letsGo());
            end = engine.end(job);
        } catch (RuntimeException e) {
            job = null;
            become(Condition.FAILED, reason(e));
        }
    }

    /** Ends the run, with a last checkpoint where that is quick, and begins another: what it is made of has changed. */
    public synchronized void beginAnew() {
        if (state.condition() == Condition.STOPPED) {
            return;
        }
        if (job != null) {
            CompletableFuture<Void> ended = end;
            engine.stop(job)
                    .thenCompose(asked -> ended)
                    .handle((done, error) -> null)
                    .join();
        }
        become(Condition.STARTING, "");
        start();
    }

    /** Looks after the job; to be called a few times a second. */
    public synchronized void watch() {
        if (state.condition() == Condition.STOPPED) {
            return;
        }
        if (job != null && end.isDone()) {
            job = null;
            tried = clock.instant();
            become(Condition.FAILED, reason(ending()));
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

    /** Stops it for good, with a last checkpoint where that is quick. */
    public synchronized CompletableFuture<Void> stop() {
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

    private Throwable ending() {
        try {
            end.join();
            return new IllegalStateException("The job ended by itself");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private void become(Condition condition, String message) {
        if (condition == Condition.FAILED) {
            LOG.error("{} stopped: {}", name, message);
        } else {
            LOG.info("{}: {}", name, condition.name().toLowerCase(Locale.ROOT));
        }
        if (state.condition() != condition || !state.message().equals(message)) {
            state = new JobState(state.job(), condition, message, clock.instant());
        }
    }

    /** Flink wraps an error many times; the innermost says what happened. */
    public static String reason(Throwable error) {
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
