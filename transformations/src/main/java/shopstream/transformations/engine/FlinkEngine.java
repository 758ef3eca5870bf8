package shopstream.transformations.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecution;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Flink's cluster in this process. */
public final class FlinkEngine implements AutoCloseable {
    private static final long LAST_CHECKPOINT_SECONDS = 5;
    private static final long LONGEST_CHECKPOINT_SECONDS = 600;

    private final MiniCluster cluster;

    private FlinkEngine(MiniCluster cluster) {
        this.cluster = cluster;
    }

    public static FlinkEngine start(int slots, Path directory) {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(JobSettings.cluster(slots, directory))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            cluster.start();
            return new FlinkEngine(cluster);
        } catch (Exception e) {
            throw new IllegalStateException("Flink does not start: " + e.getMessage(), e);
        }
    }

    /** Where this cluster takes jobs over HTTP, on 127.0.0.1 only. */
    public URI address() {
        return cluster.getRestAddress().join();
    }

    /** Submits a job, going on from a checkpoint where there is one. */
    public JobID submit(StreamGraph graph, Optional<CheckpointFolder.Checkpoint> from) {
        return submit(graph, from, false);
    }

    /** @param letsGo whether state for which the graph has no place is let go of; else there must be none */
    JobID submit(StreamGraph graph, Optional<CheckpointFolder.Checkpoint> from, boolean letsGo) {
        // Not claimed: the new run takes a whole checkpoint of its own, and the old run's folder can go.
        from.ifPresent(checkpoint -> graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(
                checkpoint.path().toUri().toString(), letsGo, RecoveryClaimMode.NO_CLAIM)));
        return cluster.submitJob(graph).join().getJobID();
    }

    public boolean running(JobID job) {
        try {
            AccessExecutionGraph graph = cluster.getExecutionGraph(job).get(5, TimeUnit.SECONDS);
            return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                    .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The newest failure of a task that does not run now; nothing while all run, or none has failed. */
    public Optional<Throwable> failure(JobID job) {
        try {
            AccessExecutionGraph graph = cluster.getExecutionGraph(job).get(5, TimeUnit.SECONDS);
            return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                    .filter(vertex -> vertex.getExecutionState() != ExecutionState.RUNNING)
                    .flatMap(vertex -> Stream.<AccessExecution>concat(
                            Stream.of(vertex.getCurrentExecutionAttempt()),
                            vertex.getExecutionHistory().getHistoricalExecutions().stream()))
                    .flatMap(attempt -> attempt.getFailureInfo().stream())
                    .max(Comparator.comparingLong(ErrorInfo::getTimestamp))
                    .map(failure -> failure.getException().deserializeError(FlinkEngine.class.getClassLoader()));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Completes when the job has ended; exceptionally with its error when that is what ended it. */
    public CompletableFuture<Void> end(JobID job) {
        return cluster.requestJobResult(job)
                .thenCompose(result -> result.getSerializedThrowable()
                        .map(error -> CompletableFuture.<Void>failedFuture(
                                error.deserializeError(FlinkEngine.class.getClassLoader())))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** Takes a checkpoint; completes in any case, also when none could be taken. */
    public CompletableFuture<Void> checkpoint(JobID job) {
        return cluster.triggerCheckpoint(job, CheckpointType.DEFAULT)
                .orTimeout(LONGEST_CHECKPOINT_SECONDS, TimeUnit.SECONDS)
                .handle((number, error) -> null);
    }

    /** Takes a last checkpoint, if it is quick, and ends the job. */
    public CompletableFuture<Void> stop(JobID job) {
        return cluster.triggerCheckpoint(job, CheckpointType.DEFAULT)
                .orTimeout(LAST_CHECKPOINT_SECONDS, TimeUnit.SECONDS)
                .handle((number, error) -> null)
                .thenCompose(done -> cluster.cancelJob(job))
                .handle((done, error) -> null);
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("Flink does not stop: " + e.getMessage(), e);
        }
    }
}
