package shopstream.warehouse.feed;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.MartRows;
import shopstream.warehouse.store.StarStore;
import shopstream.warehouse.store.Switch;
import shopstream.warehouse.store.WarehouseException;

/**
 * The one thread that changes the warehouse: reads what the marts' jobs committed, applies it batch by batch, and says
 * how far it is. What comes while a batch is applied is the next batch.
 */
public final class Applier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final Duration WAIT = Duration.ofMillis(250);
    /** While rows are held, whether they can be let go is asked so often. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(20);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final Duration LONGEST_REST = Duration.ofMillis(60);

    private final StarStore store;
    private final Doorbell bell = new Doorbell();
    private final MartTopics topics;
    private final MartReader reader;
    private final AheadFeed ahead;
    private final Generations generations;
    private final Frontier frontier;
    private final Listener listener;
    private final AtomicReference<List<DeclaredMart>> declared = new AtomicReference<>();
    private final Map<String, MartRows> batch = new HashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile Optional<Set<String>> rebuilding = Optional.empty();
    private volatile boolean stopped;

    /** Told and asked by the applier's thread. */
    public interface Listener {
        /** Other editions of marts come to be shown by this change. */
        void showing(Runnable change);

        /** The first editions of marts are shown, or what their columns mean is another. */
        void shown();

        /** Numbers may have changed. */
        void changed();

        /** The marts that each dashboard joins: new editions of these are shown together. */
        Collection<Set<String>> joined();
    }

    public Applier(
            StarStore store,
            LogAddress log,
            Completeness completeness,
            Frontier frontier,
            Listener listener,
            Clock clock) {
        this.store = store;
        this.topics = MartTopics.committed(log);
        this.reader = topics.reader(bell);
        this.ahead = new AheadFeed(store, log, bell, clock);
        this.frontier = frontier;
        this.listener = listener;
        this.generations = new Generations(store, topics, completeness, reader, ahead, frontier, clock);
        this.thread = new Thread(this::run, "warehouse-applier");
        // As who delivers what is applied: nobody's answer waits for it.
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public void start() {
        thread.start();
    }

    /** Has these marts followed from now on. */
    public void follow(List<DeclaredMart> marts) {
        declared.set(List.copyOf(marts));
        bell.ring();
    }

    /** Why a mart stands still, if it does. */
    public Optional<String> failure(String generation) {
        return Optional.ofNullable(failures.get(generation)).or(() -> Optional.ofNullable(failures.get("")));
    }

    /** Takes note of the marts whose rebuild gets on: no other is waited for. Until this is told, all are. */
    public void rebuilding(Set<String> marts) {
        rebuilding = Optional.of(Set.copyOf(marts));
    }

    /** For whom a mart whose rebuild is done waits, to be shown together with them; mostly nobody. */
    public Set<String> waits(String mart) {
        return generations.waits(mart);
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
            } catch (RuntimeException e) {
                failed(e);
                reading = false;
                adopted = false;
            }
        }
        reader.close();
        topics.close();
        ahead.close();
    }

    private void failed(RuntimeException failure) {
        if (!stopped) {
            LOG.error("The warehouse stands still and tries again: {}", failure.getMessage(), failure);
            failures.put("", String.valueOf(failure.getMessage()));
            pause(RETRY);
        }
    }

    private void turn() {
        try {
            bell.await(ahead.holds() ? SHORT_WAIT : WAIT);
        } catch (InterruptedException e) {
            stopped = true;
            return;
        }
        if (!reader.reads()) {
            return;
        }
        ConsumerRecords<byte[], byte[]> records = reader.take();
        ConsumerRecords<byte[], byte[]> written = ahead.take();
        var positions = new HashMap<String, Map<Integer, Long>>();
        for (Generation generation : store.generations()) {
            String name = generation.table().name();
            if (!failures.containsKey(name)) {
                Map<Integer, Long> position = take(generation, records, written);
                if (!position.isEmpty()) {
                    positions.put(name, position);
                }
            }
        }
        boolean quiet = records.count() + written.count() < StarStore.WAVE;
        boolean released = batch.values().stream().anyMatch(rows -> rows.size() > 0);
        long begun = System.nanoTime();
        if (!records.isEmpty() || !written.isEmpty() || released) {
            boolean changed = store.apply(batch, positions, ahead.resume());
            batch.values().forEach(MartRows::clear);
            if (changed) {
                listener.changed();
            }
        }
        positions.forEach(
                (name, applied) -> settled(name, applied).ifPresent(position -> frontier.applied(name, position)));
        showOthers();
        if (quiet && store.build(this::complete)) {
            listener.changed();
        }
        if (!positions.isEmpty() && quiet) {
            rest(System.nanoTime() - begun);
        }
    }

    private void showOthers() {
        Collection<Switch> due = generations.due(new Together(listener.joined(), this::getsOn));
        if (!due.isEmpty()) {
            listener.showing(() -> generations.show(due));
        }
        if (!due.isEmpty() || generations.overdue()) {
            generations.read();
            batch.clear();
        }
    }

    private boolean getsOn(String mart) {
        return rebuilding.map(marts -> marts.contains(mart)).orElse(true)
                && store.generations().stream()
                        .filter(each -> !each.current() && !each.retired())
                        .filter(each -> each.mart().name().equals(mart))
                        .noneMatch(each -> failures.containsKey(each.table().name()));
    }

    /** Whether a mart, or a seed, is complete up to some moment: while its first rows come, sums over them are of no use. */
    private boolean complete(String table) {
        return store.generations().stream()
                .filter(each -> each.current() && each.mart().name().equals(table))
                .allMatch(each -> frontier.completeTo(each.table().name()).isPresent());
    }

    /**
     * Half of the time is left to others, on a machine that has much to do: a batch of twice the rows takes little longer.
     */
    private void rest(long worked) {
        pause(Duration.ofNanos(Math.min(worked, LONGEST_REST.toNanos())));
    }

    /** What is shown ahead is complete only when it is committed. */
    private Optional<Map<Integer, Long>> settled(String generation, Map<Integer, Long> applied) {
        return ahead.follows(generation) ? ahead.settled(generation) : Optional.of(applied);
    }

    /** @return where the generation stands then; empty when it is not read */
    private Map<Integer, Long> take(
            Generation generation, ConsumerRecords<byte[], byte[]> records, ConsumerRecords<byte[], byte[]> written) {
        String name = generation.table().name();
        String topic = generation.mart().topic();
        MartRows rows = batch.computeIfAbsent(name, n -> new MartRows(generation.mart()));
        if (ahead.follows(name)) {
            try {
                return ahead.take(generation, written, records, reader.positions(topic), rows);
            } catch (IOException | WarehouseException e) {
                stop(generation, "Cannot read a record of " + topic + ": " + e.getMessage(), e);
                return Map.of();
            }
        }
        for (ConsumerRecord<byte[], byte[]> row : records.records(topic)) {
            long known = generation.positions().getOrDefault(row.partition(), 0L);
            if (row.offset() >= known) {
                try {
                    rows.add(row.key(), row.value());
                } catch (IOException | RuntimeException e) {
                    stop(
                            generation,
                            "Cannot read the record at offset " + row.offset() + " of partition " + row.partition()
                                    + " of " + row.topic() + ": " + e.getMessage(),
                            e);
                    return Map.of();
                }
            }
        }
        return reader.positions(topic);
    }

    private void stop(Generation generation, String problem, Exception cause) {
        String message = problem + "; check the model " + generation.mart().name();
        LOG.error("{}", message, cause);
        failures.put(generation.table().name(), message);
        batch.get(generation.table().name()).clear();
        reader.stop(generation.mart().topic());
        ahead.stop(generation.mart().topic());
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
        bell.ring();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
