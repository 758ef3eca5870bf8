package shopstream.recommender.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.RightOfWay;

/**
 * Reads the topics of products, customers, purchases and events from their beginning, and goes on for as long as it is open. All
 * of them are read before events, as far as there are any at the start.
 */
public final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    /** Topics that come to be later, such as those of a mart that is rebuilt. */
    private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final LogAddress address;
    private final Topics topics;
    private final LiveShop shop;
    private final RecordListener listener;
    private final RightOfWay.Waiter way;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    /** Where each partition that is read goes on. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private Optional<String> purchases = Optional.empty();
    private final Thread thread = new Thread(this::run, "recommendations-follow");
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    private volatile Optional<String> trouble = Optional.empty();
    private long lookedAt;

    /**
     * The topics to read.
     *
     * @param customers empty where nobody says where they are
     * @param purchases asked now and then: a mart's topic is another one when its model has changed
     */
    public record Topics(
            Optional<String> events,
            String products,
            Optional<String> customers,
            Supplier<Optional<String>> purchases) {

        /** Of a shop that does not say where its customers are. */
        public Topics(Optional<String> events, String products, Supplier<Optional<String>> purchases) {
            this(events, products, Optional.empty(), purchases);
        }
    }

    private LogFollower(LogAddress address, Topics topics, LiveShop shop, RecordListener listener) {
        this.address = address;
        this.topics = topics;
        this.shop = shop;
        this.listener = listener;
        this.way = RightOfWay.of(address).waiter();
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /** @param listener hears of what the shop has taken */
    public static LogFollower start(LogAddress address, Topics topics, LiveShop shop, RecordListener listener) {
        LogFollower follower = waiting(address, topics, shop, listener);
        follower.begin();
        return follower;
    }

    /** One that reads nothing until it is told to {@link #begin}. */
    public static LogFollower waiting(LogAddress address, Topics topics, LiveShop shop, RecordListener listener) {
        return new LogFollower(address, topics, shop, listener);
    }

    /** Begins to read; does nothing when it has begun, or is closed. */
    public synchronized void begin() {
        if (!closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Waits until everything is taken that the topics held when following began. @return whether it is */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Why nothing new is taken; empty while it is. */
    public Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        while (!closed) {
            try (var fresh = new KafkaConsumer<>(
                    address.client(Map.of(
                            "enable.auto.commit", "false",
                            "auto.offset.reset", "earliest",
                            "isolation.level", "read_committed",
                            "max.poll.records", "5000",
                            "enable.metrics.push", "false")),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer = fresh;
                follow(fresh);
            } catch (WakeupException closing) {
                return;
            } catch (RuntimeException failed) {
                // Whatever it is: who does not hear of the log must go on trying.
                trouble = Optional.of(String.valueOf(failed.getMessage()));
                LOG.warn("Recommendations do not hear of the log: {}", failed.getMessage());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> fresh) {
        look(fresh, true);
        List<TopicPartition> tables = positions.keySet().stream()
                .filter(partition -> !isEvents(partition.topic()))
                .toList();
        List<TopicPartition> events = positions.keySet().stream()
                .filter(partition -> isEvents(partition.topic()))
                .toList();
        fresh.pause(events);
        takeUpTo(fresh, fresh.endOffsets(tables));
        fresh.resume(events);
        takeUpTo(fresh, fresh.endOffsets(events));
        // Up to here there was much to read at once, beside everything else.
        thread.setPriority(Thread.NORM_PRIORITY);
        caughtUp.countDown();
        while (!closed) {
            if (System.nanoTime() - lookedAt > LOOK_FOR_TOPICS.toNanos()) {
                look(fresh, false);
            }
            giveWay(fresh);
            take(fresh);
        }
    }

    /** What was sold is figures first. What visitors do is never held back. */
    private void giveWay(KafkaConsumer<byte[], byte[]> fresh) {
        List<TopicPartition> sold = positions.keySet().stream()
                .filter(partition -> purchases.filter(partition.topic()::equals).isPresent())
                .toList();
        if (way.mayGo()) {
            fresh.resume(sold);
        } else {
            fresh.pause(sold);
        }
    }

    private void takeUpTo(KafkaConsumer<byte[], byte[]> fresh, Map<TopicPartition, Long> ends) {
        while (!closed && ends.entrySet().stream().anyMatch(end -> fresh.position(end.getKey()) < end.getValue())) {
            take(fresh);
        }
    }

    private void take(KafkaConsumer<byte[], byte[]> fresh) {
        for (ConsumerRecord<byte[], byte[]> record : fresh.poll(WAIT)) {
            if (isEvents(record.topic())) {
                shop.event(record.value());
                listener.event(record.value());
            } else if (record.topic().equals(topics.products())) {
                shop.product(record.key(), record.value());
            } else if (topics.customers().filter(record.topic()::equals).isPresent()) {
                shop.customer(record.key(), record.value());
            } else {
                shop.purchase(record.value());
                listener.purchase(record.value());
            }
            positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        trouble = Optional.empty();
    }

    private boolean isEvents(String topic) {
        return topics.events().filter(topic::equals).isPresent();
    }

    /** Reads topics from their beginning that were not there when it was looked for them last, and no longer those that went. */
    private void look(KafkaConsumer<byte[], byte[]> fresh, boolean connecting) {
        lookedAt = System.nanoTime();
        purchases = topics.purchases().get().or(() -> purchases);
        Set<String> there = fresh.listTopics().keySet();
        List<String> wanted = new ArrayList<>(List.of(topics.products()));
        topics.customers().ifPresent(wanted::add);
        purchases.ifPresent(wanted::add);
        topics.events().ifPresent(wanted::add);
        Set<TopicPartition> partitions = wanted.stream()
                .filter(there::contains)
                .flatMap(topic -> fresh.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        if (!connecting && partitions.equals(positions.keySet())) {
            return;
        }
        LOG.info("Recommendations follow {}", partitions);
        positions.keySet().retainAll(partitions);
        fresh.assign(partitions);
        for (TopicPartition partition : partitions) {
            if (positions.containsKey(partition)) {
                fresh.seek(partition, positions.get(partition));
            } else {
                fresh.seekToBeginning(List.of(partition));
                positions.put(partition, fresh.position(partition));
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
