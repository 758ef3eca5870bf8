package shopstream.warehouse.feed;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.MartRows;
import shopstream.warehouse.store.StarStore;

/**
 * The one thread that changes the warehouse: reads what the marts' jobs committed, applies it batch by batch, and says
 * how far it is. What comes while a batch is applied is the next batch.
 */
public final class Applier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final Duration WAIT = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final StarStore store;
    private final MartTopics topics;
    private final Generations generations;
    private final Frontier frontier;
    private final Listener listener;
    private final AtomicReference<List<DeclaredMart>> declared = new AtomicReference<>();
    private final Map<String, MartRows> batch = new HashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    /** Told by the applier's thread. */
    public interface Listener {
        /** The marts that are shown, or their columns, are others than before. */
        void shown();

        /** Numbers may have changed. */
        void changed();
    }

    public Applier(StarStore store, LogAddress log, Frontier frontier, Listener listener, Clock clock) {
        this.store = store;
        this.topics = new MartTopics(log);
        this.frontier = frontier;
        this.listener = listener;
        this.generations = new Generations(store, topics, frontier, clock);
        this.thread = new Thread(this::run, "warehouse-applier");
    }

    public void start() {
        thread.start();
    }

    /** Has these marts followed from now on. */
    public void follow(List<DeclaredMart> marts) {
        declared.set(List.copyOf(marts));
        topics.wakeUp();
    }

    /** Why a mart stands still, if it does. */
    public Optional<String> failure(String generation) {
        return Optional.ofNullable(failures.get(generation)).or(() -> Optional.ofNullable(failures.get("")));
    }

    private void run() {
        List<DeclaredMart> marts = List.of();
        boolean adopted = true;
        boolean reading = false;
        while (!stopped) {
            try {
                List<DeclaredMart> news = declared.getAndSet(null);
                if (news != null) {
                    marts = news;
                    adopted = false;
                }
                if (!adopted && (generations.adopt(marts) || !reading)) {
                    generations.read();
                    batch.clear();
                    failures.clear();
                    reading = true;
                    listener.shown();
                }
                adopted = true;
                turn();
                failures.remove("");
            } catch (WakeupException e) {
                LOG.trace("Woken up");
            } catch (RuntimeException e) {
                failed(e);
                reading = false;
                adopted = false;
            }
        }
        topics.close();
    }

    private void failed(RuntimeException failure) {
        if (!stopped) {
            LOG.error("The warehouse stands still and tries again: {}", failure.getMessage(), failure);
            failures.put("", String.valueOf(failure.getMessage()));
            pause(RETRY);
        }
    }

    private void turn() {
        if (!topics.reads()) {
            pause(Duration.ofMillis(20));
            return;
        }
        ConsumerRecords<byte[], byte[]> records = topics.poll(WAIT);
        var positions = new HashMap<String, Map<Integer, Long>>();
        for (Generation generation : store.generations()) {
            String name = generation.table().name();
            if (!failures.containsKey(name)) {
                take(generation, records);
            }
            if (!failures.containsKey(name)) {
                Map<Integer, Long> position = topics.positions(generation.mart().topic());
                if (!position.isEmpty()) {
                    positions.put(name, position);
                }
            }
        }
        boolean quiet = records.count() < StarStore.WAVE;
        if (!records.isEmpty()) {
            boolean changed = store.apply(batch, positions);
            batch.values().forEach(MartRows::clear);
            if (changed) {
                listener.changed();
            }
        }
        positions.forEach(frontier::applied);
        if (generations.show()) {
            generations.read();
            batch.clear();
            listener.shown();
        }
        if (quiet && store.rebuild()) {
            listener.changed();
        }
    }

    private void take(Generation generation, ConsumerRecords<byte[], byte[]> records) {
        String name = generation.table().name();
        MartRows rows = batch.computeIfAbsent(name, n -> new MartRows(generation.mart()));
        for (ConsumerRecord<byte[], byte[]> row :
                records.records(generation.mart().topic())) {
            long known = generation.positions().getOrDefault(row.partition(), 0L);
            if (row.offset() >= known) {
                try {
                    rows.add(row.key(), row.value());
                } catch (IOException | RuntimeException e) {
                    String message = "Cannot read the record at offset " + row.offset() + " of partition "
                            + row.partition() + " of " + row.topic() + ": " + e.getMessage() + "; check the model "
                            + generation.mart().name();
                    LOG.error("{}", message, e);
                    failures.put(name, message);
                    rows.clear();
                    topics.stop(List.of(generation.mart().topic()));
                    return;
                }
            }
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        topics.wakeUp();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The generations there are, for whoever reports on them. */
    public Collection<Generation> generations() {
        return store.generations();
    }
}
