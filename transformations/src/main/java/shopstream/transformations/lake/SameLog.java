package shopstream.transformations.lake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LoggedChange;
import shopstream.lake.HistoryTable;
import shopstream.lake.LakeProblem;

/**
 * Whether the log is still the one that histories were written from. One that has lost its end, or was restored, grows
 * beyond what they hold again, with other records: what it holds before that would be left out.
 */
final class SameLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String NEXT = "Move the folder lake of the data directory away and start again: the history"
            + " begins anew, and what was kept stays readable there.";

    private final LogAddress log;

    SameLog(LogAddress log) {
        this.log = log;
    }

    /**
     * Looks where the log ends.
     *
     * @param held by partition, the offset behind the newest record that the histories hold
     * @throws LakeProblem when it ends before
     */
    void requireNotEndedBefore(Map<TopicPartition, Long> held) {
        try (Admin admin = Admin.create(log.client(Map.of()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            held.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            for (var end : admin.listOffsets(latest).all().get().entrySet()) {
                long ends = end.getValue().offset();
                if (ends < held.get(end.getKey())) {
                    throw new LakeProblem(
                            "The lake holds " + end.getKey().topic() + " up to place " + held.get(end.getKey())
                                    + " of partition " + end.getKey().partition() + ", and the log ends at " + ends
                                    + ": it was restored, begun anew, or has lost its end.",
                            NEXT);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The log does not say where it ends: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking where the log ends", e);
        }
    }

    /**
     * Looks at the newest record of each partition that a dataset's history holds; one that the log has compacted away since
     * tells nothing.
     *
     * @throws LakeProblem when the log has another one there
     */
    void requireSameRecords(String topic, HistoryTable history) {
        Map<Integer, Long> held = history.held();
        Map<Integer, String> places = history.newestPlaces();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(
                        Map.of("enable.auto.commit", "false", "max.poll.records", "1", "enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            places.forEach((partition, place) -> {
                long offset = held.get(partition) - 1;
                Optional<ConsumerRecord<byte[], byte[]>> there = next(
                                consumer, new TopicPartition(topic, partition), offset)
                        .filter(record -> record.offset() == offset);
                if (there.isPresent()
                        && !there.flatMap(LoggedChange::of)
                                .map(LoggedChange::position)
                                .equals(Optional.of(place))) {
                    throw new LakeProblem(
                            "The lake holds another record at place " + offset + " of partition " + partition + " of "
                                    + topic + " than the log: it was restored, or has lost its end and was written on.",
                            NEXT);
                }
            });
        }
    }

    /** Nothing where nothing stands there and behind it. */
    private static Optional<ConsumerRecord<byte[], byte[]>> next(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        if (offset < consumer.beginningOffsets(List.of(partition)).get(partition)) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return Optional.of(record);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The log does not answer while " + partition + " is read");
            }
        }
        return Optional.empty();
    }
}
