package shopstream.transformations.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.Topics;

/** What a topic holds now. */
final class TopicContent {
    private TopicContent() {}

    /** Nothing where there is no such topic yet. */
    static List<ConsumerRecord<byte[], byte[]>> of(LogAddress log, String topic) {
        List<ConsumerRecord<byte[], byte[]>> content = new ArrayList<>();
        try (Topics topics = new Topics(log)) {
            if (!topics.exists(topic)) {
                return content;
            }
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(Map.of("enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(content::add);
            }
        }
        return content;
    }

    /** The newest value of each key; those of which there is none any more are left out. */
    static Map<String, byte[]> newest(LogAddress log, String topic) {
        Map<String, byte[]> newest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : of(log, topic)) {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, record.value());
            }
        }
        return newest;
    }
}
