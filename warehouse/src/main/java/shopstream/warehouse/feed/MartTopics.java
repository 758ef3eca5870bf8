package shopstream.warehouse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.eventlog.LogAddress;

/** The mart topics as one reader sees them; positions are kept by us. */
final class MartTopics implements AutoCloseable {

    /** Within it a broker answers that has something. */
    private static final Duration NEWEST = Duration.ofMillis(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    /** Committed transactions only. */
    static MartTopics committed(LogAddress log) {
        return new MartTopics(log, "read_committed");
    }

    /** All that is written, also what is going to be aborted. */
    static MartTopics written(LogAddress log) {
        return new MartTopics(log, "read_uncommitted");
    }

    private MartTopics(LogAddress log, String isolation) {
        var properties = new HashMap<String, Object>(log.clientProperties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, log.bootstrapServers());
        admin = Admin.create(onlyKnown(properties));
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100_000);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> onlyKnown(Map<String, Object> properties) {
        var known = new HashMap<>(properties);
        known.keySet().removeIf(name -> !AdminClientConfig.configNames().contains(name));
        return known;
    }

    /** Kafka's identity of a topic, or empty while there is none. */
    Optional<String> identity(String topic) {
        try {
            return Optional.of(admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .topicId()
                    .toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new IllegalStateException(
                    "Cannot ask the log about " + topic + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** First and next offset of every partition. */
    Map<Integer, long[]> bounds(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        var bounds = new HashMap<Integer, long[]>();
        partitions.forEach(p -> bounds.put(p.partition(), new long[] {first.get(p), end.get(p)}));
        return bounds;
    }

    /** Reads these topics from these positions on. */
    void read(Map<String, Map<Integer, Long>> positions) {
        var partitions = new ArrayList<TopicPartition>();
        positions.forEach(
                (topic, offsets) -> offsets.keySet().forEach(p -> partitions.add(new TopicPartition(topic, p))));
        consumer.assign(partitions);
        positions.forEach((topic, offsets) ->
                offsets.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset)));
    }

    /**
     * Waits for records; with nothing to read, returns after the time.
     *
     * <p>What is there at once was fetched when the call before this one ended, and is as old as that: while a batch was
     * applied, more came. So it is asked again.
     */
    ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        ConsumerRecords<byte[], byte[]> fetched = consumer.poll(wait);
        if (fetched.isEmpty()) {
            return fetched;
        }
        try {
            return together(fetched, consumer.poll(NEWEST));
        } catch (WakeupException e) {
            // What is at hand must not be lost: it is for the next call to end at once.
            consumer.wakeup();
            return fetched;
        }
    }

    private static ConsumerRecords<byte[], byte[]> together(
            ConsumerRecords<byte[], byte[]> first, ConsumerRecords<byte[], byte[]> then) {
        if (then.isEmpty()) {
            return first;
        }
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        var next = new HashMap<>(first.nextOffsets());
        next.putAll(then.nextOffsets());
        for (ConsumerRecords<byte[], byte[]> part : List.of(first, then)) {
            for (TopicPartition partition : part.partitions()) {
                records.computeIfAbsent(partition, none -> new ArrayList<>()).addAll(part.records(partition));
            }
        }
        return new ConsumerRecords<>(records, next);
    }

    boolean reads() {
        return !consumer.assignment().isEmpty();
    }

    /** Where the reader stands in a topic: past every record and control record it has been given. */
    Map<Integer, Long> positions(String topic) {
        var positions = new HashMap<Integer, Long>();
        for (TopicPartition partition : consumer.assignment()) {
            if (partition.topic().equals(topic)) {
                positions.put(partition.partition(), consumer.position(partition));
            }
        }
        return positions;
    }

    void stop(Collection<String> topics) {
        consumer.pause(consumer.assignment().stream()
                .filter(p -> topics.contains(p.topic()))
                .toList());
    }

    /** Ends a poll from another thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(1));
    }
}
