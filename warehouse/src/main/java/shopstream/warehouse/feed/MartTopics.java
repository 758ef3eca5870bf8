package shopstream.warehouse.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.eventlog.LogAddress;

/** The mart topics as they are seen with or without what is not committed yet. */
final class MartTopics implements AutoCloseable {

    private final IsolationLevel isolation;
    private final Map<String, Object> properties;
    private final Admin admin;

    /** Committed transactions only. */
    static MartTopics committed(LogAddress log) {
        return new MartTopics(log, IsolationLevel.READ_COMMITTED);
    }

    /** All that is written, also what is going to be aborted. */
    static MartTopics written(LogAddress log) {
        return new MartTopics(log, IsolationLevel.READ_UNCOMMITTED);
    }

    private MartTopics(LogAddress log, IsolationLevel isolation) {
        this.isolation = isolation;
        this.properties = new HashMap<>(log.clientProperties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, log.bootstrapServers());
        admin = Admin.create(onlyKnown(properties));
    }

    private static Map<String, Object> onlyKnown(Map<String, Object> properties) {
        var known = new HashMap<>(properties);
        known.keySet().removeIf(name -> !AdminClientConfig.configNames().contains(name));
        return known;
    }

    /** Kafka's identity of a topic, or empty while there is none. */
    Optional<String> identity(String topic) {
        return description(topic).map(known -> known.topicId().toString());
    }

    private Optional<TopicDescription> description(String topic) {
        try {
            return Optional.of(answer(admin.describeTopics(List.of(topic)).allTopicNames(), "the topic " + topic)
                    .get(topic));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** @throws UnknownTopicOrPartitionException when what is asked about is not there */
    private static <T> T answer(KafkaFuture<T> asked, String what) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(
                    "Cannot ask the log about " + what + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while asking the log about " + what, e);
        }
    }

    /** First and next offset of every partition. */
    Map<Integer, long[]> bounds(String topic) {
        List<TopicPartition> partitions = description(topic)
                .orElseThrow(() -> new IllegalStateException("The log has no topic " + topic))
                .partitions()
                .stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        var bounds = new HashMap<Integer, long[]>();
        partitions.forEach(p -> bounds.put(p.partition(), new long[] {first.get(p), end.get(p)}));
        return bounds;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> asked.put(partition, spec));
        var offsets = new HashMap<TopicPartition, Long>();
        answer(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all(), "the offsets of " + partitions)
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** A reader of topics as they are seen here, which rings the bell when it has something. */
    MartReader reader(Doorbell bell) {
        var reading = new HashMap<>(properties);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.name().toLowerCase(Locale.ROOT));
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50_000);
        reading.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
        reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        reading.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        return new MartReader(
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                "warehouse-reader-" + isolation.name().toLowerCase(Locale.ROOT),
                bell);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
