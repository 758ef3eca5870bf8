package shopstream.recommender.learning;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.eventlog.LogAddress;
import shopstream.recommender.models.ModelVersion.Offsets;

/** Reads what topics hold now: all of them, or their newest records. For one thread. */
public final class TopicPast implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> there;
    private final Map<String, Offsets> read = new TreeMap<>();

    public TopicPast(LogAddress log) {
        consumer = new KafkaConsumer<>(
                log.client(Map.of(
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "max.poll.records", "5000",
                        "enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        there = consumer.listTopics().keySet();
    }

    /**
     * Gives the newest records of a topic as far as it goes now, partition by partition in their order; nothing where there is no
     * such topic.
     *
     * @param most about so many of all partitions together
     */
    public void newest(String topic, long most, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        if (!there.contains(topic)) {
            return;
        }
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long all = partitions.stream()
                .mapToLong(partition -> ends.get(partition) - begins.get(partition))
                .sum();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            long end = ends.get(partition);
            long held = end - begins.get(partition);
            long from = all <= most ? begins.get(partition) : end - (long) ((double) held / all * most);
            consumer.seek(partition, from);
            read.put(partition.toString(), new Offsets(from, end));
        }
        readTo(ends, each);
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isBehind(ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    each.accept(record);
                }
            }
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The log did not answer for " + PATIENCE.toSeconds()
                        + " s while reading " + ends.keySet() + ". Check that the broker runs.");
            }
        }
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** What was read, by partition. */
    Map<String, Offsets> offsets() {
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
