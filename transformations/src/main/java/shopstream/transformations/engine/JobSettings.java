package shopstream.transformations.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import shopstream.transformations.model.Delivery;

/** How the embedded cluster and each job in it are set up, and why. */
public final class JobSettings {
    /** Checkpoints are taken when there is something new; this often also without, so that the newest never gets old. */
    public static final Duration SLOWEST_CHECKPOINTS = Duration.ofMinutes(1);

    private static final int MANAGED_MEGABYTES_PER_SLOT = 64;
    private static final int NETWORK_MEGABYTES = 64;

    private JobSettings() {}

    public static Configuration cluster(int slots, Path directory) {
        return Configuration.fromMap(Map.ofEntries(
                // Shared by all slots: the defaults run out at about ten jobs.
                Map.entry("taskmanager.memory.managed.size", slots * MANAGED_MEGABYTES_PER_SLOT + "mb"),
                Map.entry("taskmanager.memory.network.min", NETWORK_MEGABYTES + slots * 8 + "mb"),
                Map.entry("taskmanager.memory.network.max", NETWORK_MEGABYTES + slots * 8 + "mb"),
                Map.entry("io.tmp.dirs", directory.resolve("work").toString()),
                Map.entry("rest.address", "127.0.0.1"),
                Map.entry("rest.bind-address", "127.0.0.1"),
                Map.entry("rest.bind-port", "0"),
                Map.entry("web.submit.enable", "false"),
                Map.entry("web.cancel.enable", "false"),
                Map.entry("jobmanager.bind-host", "127.0.0.1"),
                Map.entry("jobmanager.rpc.address", "127.0.0.1"),
                Map.entry("taskmanager.host", "127.0.0.1"),
                Map.entry("taskmanager.bind-host", "127.0.0.1")));
    }

    public static Configuration job(Path directory, Delivery delivery) {
        return Configuration.fromMap(Map.ofEntries(
                Map.entry("pipeline.object-reuse", "true"),
                // A checkpoint flushes what waits between operators; who does not wait for it must not wait there
                // either.
                Map.entry("execution.buffer-timeout.interval", delivery == Delivery.AT_LEAST_ONCE ? "5 ms" : "100 ms"),
                Map.entry("state.backend.type", "rocksdb"),
                // Each checkpoint makes a small file. They are merged among each other, not with all that is older, and
                // are read without unpacking: both took more CPU than the join itself.
                Map.entry("state.backend.rocksdb.options-factory", RarerMerges.class.getName()),
                Map.entry("state.backend.rocksdb.compaction.style", "UNIVERSAL"),
                Map.entry("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION"),
                Map.entry("execution.checkpointing.incremental", "true"),
                // On the file system: the default keeps checkpoints in memory, and 5 MB of them.
                Map.entry("execution.checkpointing.storage", "filesystem"),
                Map.entry("execution.checkpointing.dir", directory.toUri().toString()),
                Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
                Map.entry("execution.checkpointing.interval", SLOWEST_CHECKPOINTS.toMillis() + " ms"),
                Map.entry("execution.checkpointing.num-retained", "2"),
                Map.entry("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION"),
                Map.entry("execution.checkpointing.tolerable-failed-checkpoints", "10"),
                Map.entry("restart-strategy.type", "exponential-delay"),
                Map.entry("restart-strategy.exponential-delay.initial-backoff", "300 ms"),
                Map.entry("restart-strategy.exponential-delay.max-backoff", "3 s"),
                Map.entry("restart-strategy.exponential-delay.backoff-multiplier", "2.0"),
                Map.entry("restart-strategy.exponential-delay.jitter-factor", "0.1"),
                Map.entry("restart-strategy.exponential-delay.attempts-before-reset-backoff", "5"),
                Map.entry("restart-strategy.exponential-delay.reset-backoff-threshold", "1 min")));
    }
}
