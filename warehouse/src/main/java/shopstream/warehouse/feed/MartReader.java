package shopstream.warehouse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads mart topics on a thread of its own: what is written while a batch is applied is at hand when the next one begins. A
 * consumer asked between two batches has only what was there when it was asked last. Positions are kept by whoever takes
 * the records.
 */
final class MartReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MartReader.class);
    private static final Duration WAIT = Duration.ofMillis(250);
    /** So that a busy topic is not fetched record by record. */
    private static final long MILLIS_BETWEEN = 10;
    /** With so many at hand, no more are fetched. */
    private static final int MOST_AT_HAND = 50_000;

    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** Used by the thread only, but for waking it up. */
    private final Consumer<byte[], byte[]> consumer;

    private final Doorbell bell;
    private final Thread thread;

    // All of these are guarded by this.
    private final List<ConsumerRecords<byte[], byte[]>> atHand = new ArrayList<>();
    private final Set<String> stopped = new HashSet<>();
    /** Where reading is to begin anew; the thread has not done so yet. */
    private Optional<Map<TopicPartition, Long>> anew = Optional.empty();

    private Map<TopicPartition, Long> fetchedTo = Map.of();
    private Map<TopicPartition, Long> takenTo = Map.of();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean closed;

    /** @param bell rung when there is something to take, also an error */
    MartReader(Consumer<byte[], byte[]> consumer, String name, Doorbell bell) {
        this.consumer = consumer;
        this.bell = bell;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads these topics, and no others, from these positions on; what was fetched before is forgotten. */
    synchronized void read(Map<String, Map<Integer, Long>> positions) {
        var begin = new HashMap<TopicPartition, Long>();
        positions.forEach((topic, offsets) ->
                offsets.forEach((partition, offset) -> begin.put(new TopicPartition(topic, partition), offset)));
        anew = Optional.of(begin);
        atHand.clear();
        stopped.clear();
        failure = Optional.empty();
        fetchedTo = begin;
        takenTo = begin;
        notifyAll();
        consumer.wakeup();
    }

    /** Whether anything is read. */
    synchronized boolean reads() {
        return !takenTo.isEmpty();
    }

    /**
     * Takes all that is at hand, without waiting.
     *
     * @throws RuntimeException when reading failed; it begins again with the next {@link #read}
     */
    synchronized ConsumerRecords<byte[], byte[]> take() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        ConsumerRecords<byte[], byte[]> taken = together(atHand);
        atHand.clear();
        takenTo = fetchedTo;
        notifyAll();
        return taken;
    }

    /** Where what was taken of a topic ends: past every record and control record of it. */
    synchronized Map<Integer, Long> positions(String topic) {
        var positions = new HashMap<Integer, Long>();
        takenTo.forEach((partition, offset) -> {
            if (partition.topic().equals(topic)) {
                positions.put(partition.partition(), offset);
            }
        });
        return positions;
    }

    /** Reads no more of a topic, until the next {@link #read}. */
    synchronized void stop(String topic) {
        stopped.add(topic);
    }

    private void run() {
        try {
            while (awaitRoom()) {
                try {
                    fetch();
                } catch (WakeupException e) {
                    LOG.trace("Woken up");
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.close();
        }
    }

    /** @return whether to go on */
    private synchronized boolean awaitRoom() throws InterruptedException {
        while (!closed && anew.isEmpty() && (fetchedTo.isEmpty() || failure.isPresent() || isFull())) {
            wait();
        }
        return !closed;
    }

    private boolean isFull() {
        return atHand.stream().mapToInt(ConsumerRecords::count).sum() >= MOST_AT_HAND;
    }

    private void fetch() throws InterruptedException {
        begin();
        if (consumer.assignment().isEmpty()) {
            return;
        }
        ConsumerRecords<byte[], byte[]> fetched = consumer.poll(WAIT);
        var positions = new HashMap<TopicPartition, Long>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        hand(fetched, positions);
        if (!fetched.isEmpty()) {
            Thread.sleep(MILLIS_BETWEEN);
        }
    }

    private synchronized void begin() {
        if (anew.isPresent()) {
            consumer.assign(anew.get().keySet());
            anew.get().forEach(consumer::seek);
            anew = Optional.empty();
        }
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> stopped.contains(partition.topic()))
                .toList());
    }

    private synchronized void hand(ConsumerRecords<byte[], byte[]> fetched, Map<TopicPartition, Long> positions) {
        if (anew.isPresent() || positions.equals(fetchedTo)) {
            return;
        }
        if (!fetched.isEmpty()) {
            atHand.add(fetched);
        }
        fetchedTo = positions;
        bell.ring();
    }

    private synchronized void failed(RuntimeException problem) {
        if (anew.isEmpty()) {
            failure = Optional.of(problem);
            bell.ring();
        }
    }

    private static ConsumerRecords<byte[], byte[]> together(List<ConsumerRecords<byte[], byte[]>> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (ConsumerRecords<byte[], byte[]> part : parts) {
            for (TopicPartition partition : part.partitions()) {
                records.computeIfAbsent(partition, none -> new ArrayList<>()).addAll(part.records(partition));
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        consumer.wakeup();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
