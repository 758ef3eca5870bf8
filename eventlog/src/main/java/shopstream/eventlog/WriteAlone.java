package shopstream.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A producer with the settings of {@link EventStream} and nothing before it, which writes records that are there already. Nobody
 * appends them faster and waits for them; a benchmark holds those that do more against it.
 */
public final class WriteAlone {
    private static final Duration POLL = Duration.ofMillis(100);

    private WriteAlone() {}

    /**
     * Writes records of one topic to another, over and over: each writer so many at once, of which it waits for all.
     *
     * @param most records that are read before the clock begins
     * @return records a second
     */
    public static double recordsPerSecond(
            LogAddress log, String from, String to, int most, int writers, int atOnce, Duration duration)
            throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = read(log, from, most);
        if (records.size() < atOnce) {
            throw new LogFailure("The topic " + from + " has only " + records.size() + " records.");
        }
        try (Topics topics = new Topics(log)) {
            topics.ensureEvents(to, topics.partitions(from).orElseThrow(), Duration.ZERO);
        }
        AtomicInteger written = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long begun = System.nanoTime();
        long end = begun + duration.toNanos();
        try (KafkaProducer<byte[], byte[]> producer = EventStream.producer(log)) {
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int first = writer * atOnce;
                Thread thread = new Thread(() -> {
                    for (int at = first; System.nanoTime() < end && failure.get() == null; at += atOnce) {
                        write(producer, to, records, at, atOnce);
                        written.addAndGet(atOnce);
                    }
                });
                thread.setUncaughtExceptionHandler((dead, why) -> failure.set(why));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        if (failure.get() != null) {
            throw new LogFailure("The producer alone failed: " + failure.get().getMessage(), failure.get());
        }
        return written.get() / ((System.nanoTime() - begun) / 1e9);
    }

    private static void write(
            KafkaProducer<byte[], byte[]> producer,
            String to,
            List<ConsumerRecord<byte[], byte[]>> records,
            int begin,
            int atOnce) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        AtomicInteger outstanding = new AtomicInteger(atOnce);
        for (int at = begin; at < begin + atOnce; at++) {
            ConsumerRecord<byte[], byte[]> record = records.get(at % records.size());
            producer.send(
                    new ProducerRecord<>(to, null, record.timestamp(), record.key(), record.value(), record.headers()),
                    (where, failed) -> {
                        if (failed != null) {
                            durable.completeExceptionally(failed);
                        } else if (outstanding.decrementAndGet() == 0) {
                            durable.complete(null);
                        }
                    });
        }
        durable.join();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(LogAddress log, String topic, int most) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(Map.of("enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (records.size() < most
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }
}
