package shopstream.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic that is written in transactions shows to those who wait for their commit. */
public final class CommittedRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private CommittedRecords() {}

    /**
     * Whether anything in the topic was ever committed; a topic that is not there has nothing.
     *
     * @throws LogFailure when the log does not answer
     */
    public static boolean anyIn(LogAddress log, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(Map.of(
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "allow.auto.create.topics", "false",
                        "enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    throw new LogFailure("The log did not answer for " + PATIENCE.toSeconds() + " s while reading "
                            + topic + ". Check that the broker runs.");
                }
            }
            return false;
        }
    }
}
