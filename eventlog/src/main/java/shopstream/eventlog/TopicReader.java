package shopstream.eventlog;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics up to where they end now. Belongs to one thread. */
final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * For reading up to the end. The broker holds a fetch for a moment when there is nothing to give, and the next topic
     * cannot be asked for before that is over: hence only for a short moment.
     */
    TopicReader(LogAddress address) {
        this(address, Duration.ofMillis(10));
    }

    private TopicReader(LogAddress address, Duration fetchWait) {
        consumer = new KafkaConsumer<>(
                address.client(Map.of(
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "fetch.max.wait.ms", Long.toString(fetchWait.toMillis()),
                        "fetch.max.bytes", Integer.toString(16 << 20),
                        "max.partition.fetch.bytes", Integer.toString(4 << 20),
                        "max.poll.records", "5000",
                        "enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** For staying at the end with {@link #next}: asks seldom while nothing comes, and hears of what comes at once. */
    static TopicReader following(LogAddress address) {
        return new TopicReader(address, Duration.ofMillis(500));
    }

    boolean exists(String topic) {
        return consumer.listTopics().containsKey(topic);
    }

    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** Whether nothing stands in the topic, and nothing ever did that is not gone. */
    boolean isEmpty(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        return consumer.beginningOffsets(partitions).equals(ends(partitions));
    }

    /** Everything that stands in the topic now. */
    void everything(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        upToNow(each);
    }

    /** What stands in the topic now from these offsets on, one for each partition; all of those that were added since. */
    void from(String topic, List<Long> offsets, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(
                partition,
                Math.max(
                        beginnings.get(partition),
                        partition.partition() < offsets.size() ? offsets.get(partition.partition()) : 0)));
        upToNow(each);
    }

    /** Stands at an offset of a topic that has one partition, from where {@link #next} goes on. */
    void standAt(String topic, long offset) {
        TopicPartition only = new TopicPartition(topic, 0);
        consumer.assign(List.of(only));
        consumer.seek(only, offset);
    }

    /** Where in a topic of one partition it stands. */
    long place(String topic) {
        return consumer.position(new TopicPartition(topic, 0));
    }

    /** Where a topic of one partition ends. */
    long end(String topic) {
        TopicPartition only = new TopicPartition(topic, 0);
        return ends(List.of(only)).get(only);
    }

    /** The last records of each partition of a topic, about so many. */
    void tail(String topic, long records, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = ends(partitions);
        consumer.assign(partitions);
        partitions.forEach(partition ->
                consumer.seek(partition, Math.max(beginnings.get(partition), ends.get(partition) - records)));
        upToNow(each);
    }

    /** What has been added to the assigned partitions since the last reading, or since their beginning. */
    void upToNow(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = ends(consumer.assignment());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached(ends)) {
            var records = consumer.poll(Duration.ofMillis(500));
            records.forEach(each);
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new LogFailure("The log did not answer for " + PATIENCE.toSeconds() + " s while reading "
                        + ends.keySet() + ". Check that the broker runs.");
            }
        }
    }

    /** What comes next on the assigned partitions, waiting at most so long for it. */
    void next(Duration atMost, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.poll(atMost).forEach(each);
    }

    /** Ends a wait in {@link #next} with a {@link org.apache.kafka.common.errors.WakeupException}; from any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        try {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (KafkaException unreadable) {
            throw new LogFailure("The log cannot be read: " + unreadable.getMessage() + ".", unreadable);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
