package shopstream.eventlog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker for offsets, many at a time; what does not exist (any more) is left out of the answer. */
final class LogOffsets implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogAddress address;
    private final Admin admin;
    /** Partitions are fixed at creation, and a topic's name is never used again for another. */
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    LogOffsets(LogAddress address) {
        this.address = address;
        this.admin = Admin.create(address.client(Map.of("enable.metrics.push", "false")));
    }

    /** What each consumer group has committed. */
    Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
        if (groups.isEmpty()) {
            return Map.of();
        }
        ListConsumerGroupOffsetsResult asked = admin.listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        for (String group : groups) {
            var offsets = answer(asked.partitionsToOffsetAndMetadata(group));
            if (offsets != null) {
                Map<TopicPartition, Long> byPartition = new HashMap<>();
                offsets.forEach((partition, offset) -> {
                    if (offset != null) {
                        byPartition.put(partition, offset.offset());
                    }
                });
                committed.put(group, byPartition);
            }
        }
        return committed;
    }

    /** Where each topic ends now, records of open transactions included. */
    Map<String, Map<Integer, Long>> ends(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions(topic); partition++) {
                latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        if (latest.isEmpty()) {
            return Map.of();
        }
        ListOffsetsResult asked = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        for (TopicPartition partition : latest.keySet()) {
            ListOffsetsResult.ListOffsetsResultInfo end = answer(asked.partitionResult(partition));
            if (end != null) {
                ends.computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                        .put(partition.partition(), end.offset());
            }
        }
        ends.entrySet().removeIf(topic -> topic.getValue().size() < partitions(topic.getKey()));
        return ends;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private int partitions(String topic) {
        Integer known = partitions.get(topic);
        if (known != null) {
            return known;
        }
        TopicDescription found =
                answer(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        if (found == null) {
            return 0;
        }
        partitions.put(topic, found.partitions().size());
        return found.partitions().size();
    }

    /** Null when the thing asked about does not exist. */
    private <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException
                    || failed.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw silent(failed.getCause());
        } catch (TimeoutException late) {
            throw silent(late);
        } catch (InterruptedException stopped) {
            throw Topics.interrupted(stopped);
        }
    }

    private LogFailure silent(Throwable cause) {
        return new LogFailure(
                "The log at " + address.bootstrapServers() + " does not answer: " + cause.getMessage()
                        + ". Check that it runs and can be reached.",
                cause);
    }
}
