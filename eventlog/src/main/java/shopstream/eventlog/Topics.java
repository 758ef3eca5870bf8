package shopstream.eventlog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and removes topics, each kind with its cleanup policy. What exists already stays as it is. */
public final class Topics implements AutoCloseable {
    /**
     * How long deletions and versions of rows are kept. Half of this is the oldest position from which a reader may resume; older
     * than that it may have missed deletions.
     */
    public static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);

    /** A row may hold long texts; Kafka's own limit of 1 MB would stop capture at the first one. */
    static final int RECORD_BYTES_MAX = 16 << 20;

    /** The newest segment is never compacted; of values that are written over and over it should not be large. */
    private static final int LATEST_SEGMENT_BYTES = 32 << 20;

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private final LogAddress address;
    private final Admin admin;

    public Topics(LogAddress address) {
        this.address = address;
        // Whether a new topic can be written to is asked often, for a short time.
        this.admin = Admin.create(address.client(Map.of(
                "client.id", address.prefix() + "-topics", "retry.backoff.ms", 10, "retry.backoff.max.ms", 500)));
    }

    /** A keyed table: the last value of every key is kept, deletions for seven days. */
    public void ensureKeyed(String name, int partitions) {
        String kept = Long.toString(TOMBSTONES_KEPT.toMillis());
        ensure(
                name,
                partitions,
                Map.of("cleanup.policy", "compact", "delete.retention.ms", kept, "min.compaction.lag.ms", kept));
    }

    /**
     * A keyed table that is written as a whole again and again, and of which only the last value of every key matters; deletions
     * are kept for seven days.
     */
    public void ensureCurrent(String name, int partitions) {
        ensure(
                name,
                partitions,
                Map.of(
                        "cleanup.policy", "compact",
                        "delete.retention.ms", Long.toString(TOMBSTONES_KEPT.toMillis()),
                        "segment.bytes", Integer.toString(16 << 20),
                        "max.compaction.lag.ms",
                                Long.toString(Duration.ofDays(1).toMillis())));
    }

    /** A stream of events, each kept for the given time; zero keeps them for ever. */
    public void ensureEvents(String name, int partitions, Duration retention) {
        String kept = retention.isZero() ? "-1" : Long.toString(retention.toMillis());
        ensure(name, partitions, Map.of("cleanup.policy", "delete", "retention.ms", kept, "retention.bytes", "-1"));
    }

    /** A topic of whole values, of which only the last of every key matters to anybody: what is older goes soon. */
    public void ensureLatest(String name, int partitions) {
        ensure(
                name,
                partitions,
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "delete.retention.ms",
                        Long.toString(TOMBSTONES_KEPT.toMillis()),
                        "segment.bytes",
                        Integer.toString(LATEST_SEGMENT_BYTES),
                        "min.cleanable.dirty.ratio",
                        "0.5"));
    }

    /** A small topic of the platform's own, of which only the last value of every key matters: one partition. */
    public void ensureInternal(String name) {
        ensure(
                name,
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.bytes", Integer.toString(4 << 20),
                        "min.cleanable.dirty.ratio", "0.5"));
    }

    /** A small topic of the platform's own that must be kept in full and in order: one partition. */
    public void ensureHistory(String name) {
        ensureEvents(name, 1, Duration.ZERO);
    }

    public boolean exists(String name) {
        return partitions(name).isPresent();
    }

    /** How many partitions a topic has; nothing when there is no such topic. */
    public Optional<Integer> partitions(String name) {
        return absentIfUnknown(() -> admin.describeTopics(List.of(name))
                .allTopicNames()
                .get()
                .get(name)
                .partitions()
                .size());
    }

    /** What tells a topic from another that had its name before; of those that exist. */
    Map<String, String> ids(Collection<String> names) {
        Map<String, String> ids = new TreeMap<>();
        names.forEach(name -> absentIfUnknown(() -> admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .get(name))
                .ifPresent(found -> ids.put(name, found.topicId().toString())));
        return ids;
    }

    /** The topics whose names begin like this. */
    public List<String> named(String beginning) {
        return absentIfUnknown(() -> admin.listTopics().names().get()).orElse(Set.of()).stream()
                .filter(name -> name.startsWith(beginning))
                .sorted()
                .toList();
    }

    /** What was set for a topic when it was made, in Kafka's own words. */
    Map<String, String> settings(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Map<String, String> settings = new TreeMap<>();
        absentIfUnknown(() -> admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .orElseThrow(() -> new LogFailure("The log has no topic " + name + "."))
                .entries()
                .forEach(entry -> {
                    if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
                        settings.put(entry.name(), entry.value());
                    }
                });
        return settings;
    }

    /** Removes topics; those that do not exist are passed over. */
    public void delete(Collection<String> names) {
        names.forEach(name ->
                absentIfUnknown(() -> admin.deleteTopics(List.of(name)).all().get()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    /** Creates a topic with these settings when it is missing; returns when it can be written to. */
    void ensure(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("max.message.bytes", Integer.toString(RECORD_BYTES_MAX));
        // The timestamp is the source's: a source whose clock runs ahead must not stop capture.
        all.put("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        NewTopic topic = new NewTopic(name, partitions, address.replication()).configs(all);
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new LogFailure(
                        "Cannot create the topic " + name + ": "
                                + failed.getCause().getMessage()
                                + ". Check the address " + address.bootstrapServers() + " and the rights there.",
                        failed.getCause());
            }
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
        awaitLeaders(name);
    }

    /**
     * A topic is known before the brokers that lead its partitions have opened them, when it is new and when they have just started.
     * Whoever writes meanwhile may have their first records refused and those behind them taken, and Kafka takes the first ones never
     * after that (KAFKA-15591): until their time is up nothing goes on. Only a leader says where its partition ends.
     */
    private void awaitLeaders(String name) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!areLed(name)) {
            if (System.nanoTime() > deadline) {
                throw new LogFailure("The topic " + name + " is there, but has no leader after "
                        + VISIBLE_WITHIN.toSeconds() + " s. Check that every broker at "
                        + address.bootstrapServers() + " runs.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException stopped) {
                throw interrupted(stopped);
            }
        }
    }

    private boolean areLed(String name) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        int partitions = partitions(name).orElse(0);
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        return !ends.isEmpty()
                && absentIfUnknown(() -> admin.listOffsets(
                                        ends, new ListOffsetsOptions().timeoutMs((int) VISIBLE_WITHIN.toMillis()))
                                .all()
                                .get())
                        .isPresent();
    }

    private <T> Optional<T> absentIfUnknown(Asking<T> asking) {
        try {
            return Optional.ofNullable(asking.ask());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new LogFailure(
                    "The log at " + address.bootstrapServers() + " does not answer: "
                            + failed.getCause().getMessage() + ". Check that it runs and can be reached.",
                    failed.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    static LogFailure interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new LogFailure("Stopped while waiting for the log.", stopped);
    }

    private interface Asking<T> {
        T ask() throws ExecutionException, InterruptedException;
    }
}
