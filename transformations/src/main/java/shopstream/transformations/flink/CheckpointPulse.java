package shopstream.transformations.flink;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.JobBacklog;
import shopstream.eventlog.LogAddress;

/**
 * Has each job take a checkpoint as soon as there is input that none covers yet, and none while there is nothing new: a
 * row need not wait for a beat, and an idle shop costs next to nothing.
 */
final class CheckpointPulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPulse.class);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Supplier<? extends Collection<MartJob>> jobs;
    private final JobBacklog backlog;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "model-checkpoints");
        thread.setDaemon(true);
        return thread;
    });
    private boolean silent;

    CheckpointPulse(LogAddress log, Supplier<? extends Collection<MartJob>> jobs) {
        this.jobs = jobs;
        this.backlog = new JobBacklog(log);
        pulse.scheduleWithFixedDelay(this::beat, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            List<MartJob> due =
                    jobs.get().stream().filter(MartJob::mayCheckpoint).toList();
            if (due.isEmpty()) {
                return;
            }
            Map<String, List<String>> inputs = new LinkedHashMap<>();
            due.forEach(job ->
                    inputs.put(job.declaration().jobGroup(), job.declaration().inputTopics()));
            Set<String> behind = backlog.behind(inputs);
            for (MartJob job : due) {
                if (behind.contains(job.declaration().jobGroup()) || !job.hasCheckpoint()) {
                    job.checkpoint();
                }
            }
            silent = false;
        } catch (RuntimeException e) {
            // The engine's own slow beat goes on, so nothing is lost but freshness.
            if (!silent) {
                LOG.warn("Checkpoints wait for the engine's own beat: {}", e.getMessage());
            }
            silent = true;
        }
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        try {
            pulse.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backlog.close();
    }
}
