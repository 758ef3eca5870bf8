package shopstream.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that drops what it reads. Nobody reads topics faster; a benchmark holds those that do more against it. */
public final class ReadAlone {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private ReadAlone() {}

    /** The first values of a topic, at most so many, for those that are to go through them without reading. */
    public static List<byte[]> values(LogAddress log, String topic, int most) {
        List<byte[]> values = new ArrayList<>(most);
        try (TopicReader reader = new TopicReader(log)) {
            reader.everything(topic, record -> {
                if (values.size() < most) {
                    values.add(record.value());
                }
            });
        }
        return values;
    }

    /** Reads topics from their beginnings to where they end now. @return records a second */
    public static double recordsPerSecond(LogAddress log, List<String> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(Map.of("enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long begun = System.nanoTime();
            long count = 0;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new LogFailure("Only " + count + " records were read in " + PATIENCE);
                }
                count += consumer.poll(POLL).count();
            }
            return count / ((System.nanoTime() - begun) / 1e9);
        }
    }
}
