package shopstream.transformations.lake;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeProblem;
import shopstream.transformations.engine.CheckpointFolder;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.WatchedJob;

/** Keeps the histories of the lake written from the log, as long as it is open. */
public final class LakeWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeWriter.class);
    private static final long WATCH_MILLIS = 1000;
    private static final long STOP_SECONDS = 10;

    private final Lake lake;
    private final FlinkEngine engine;
    private final WatchedJob job;
    private final LakeProgress progress;
    private volatile LakeState state;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lake-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts writing; {@link #state} tells what became of it.
     *
     * @param directory of the job's own state, nobody else's
     * @param source whose datasets they are
     * @param contracts of which those count that are marked for the lake; their topics must be there
     * @param every how far two commits lie apart, at most
     * @param completeness what the log knows of how far its sources were read
     */
    public LakeWriter(
            Path directory,
            LakeAddress address,
            LogAddress log,
            String source,
            List<Contract> contracts,
            Duration every,
            Completeness completeness,
            Clock clock) {
        List<Contract> marked = contracts.stream()
                .filter(contract -> contract.lake().isPresent())
                .toList();
        lake = Lake.open(address);
        engine = FlinkEngine.start(1, directory);
        CheckpointFolder checkpoints = new CheckpointFolder(directory.resolve("checkpoints"));
        LakeGraph graph = new LakeGraph(address, lake, log, source, marked);
        job = new WatchedJob(
                "The lake's writing", "lake", engine, checkpoints, () -> beginning(graph, checkpoints, every), clock);
        job.start();
        progress = new LakeProgress(lake, log, source, marked, completeness);
        state = new LakeState(job.state(), Optional.empty(), Map.of());
        watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static WatchedJob.Beginning beginning(LakeGraph graph, CheckpointFolder checkpoints, Duration every) {
        try {
            return new WatchedJob.Beginning(graph.graph(checkpoints.directory(), every), Optional.empty());
        } catch (LakeProblem problem) {
            throw new IllegalStateException(problem.getMessage() + " " + problem.nextStep());
        }
    }

    private void look() {
        try {
            job.watch();
            progress.look();
            state = new LakeState(job.state(), progress.heldTo(), progress.rows());
        } catch (RuntimeException e) {
            LOG.warn("Cannot look after the lake: {}", e.getMessage());
            state = new LakeState(job.state(), state.heldTo(), state.rows());
        }
    }

    /** How it stands, as seen within the last second or two. */
    public LakeState state() {
        return state;
    }

    /** Has what was read so far committed soon, instead of at the next turn; completes when that is under way. */
    public CompletableFuture<Void> hurry() {
        return job.checkpoint().orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public void close() {
        watch.shutdownNow();
        job.stop().completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        engine.close();
        lake.close();
    }
}
