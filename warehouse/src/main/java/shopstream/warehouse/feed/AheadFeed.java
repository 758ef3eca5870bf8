package shopstream.warehouse.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.JobBacklog;
import shopstream.eventlog.LogAddress;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.MartRows;
import shopstream.warehouse.store.StarStore;

/** The marts that are shown before their transactions are committed: their topics as they are written. */
final class AheadFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AheadFeed.class);
    private static final long LOOK_EVERY_MILLIS = 50;

    /** One mart, and how far its job has to come before what is held is let go. */
    private static final class Followed {
        private final AheadRows rows;
        /** Per partition, committed records that have not been met as written yet. */
        private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

        private Optional<JobBacklog.Goal> goal = Optional.empty();
        private Optional<Map<Integer, Long>> target = Optional.empty();
        private long looked;

        Followed(AheadRows rows) {
            this.rows = rows;
        }
    }

    private final StarStore store;
    private final LogAddress log;
    private final MartTopics topics;
    private final MartReader reader;
    private final JobBacklog backlog;
    private final Clock clock;
    private final Map<String, Followed> followed = new HashMap<>();

    /** @param bell rung when records have come */
    AheadFeed(StarStore store, LogAddress log, Doorbell bell, Clock clock) {
        this.store = store;
        this.log = log;
        this.topics = MartTopics.written(log);
        this.reader = topics.reader(bell);
        this.backlog = new JobBacklog(log);
        this.clock = clock;
    }

    /** Whether a generation is to be shown ahead, or was and is not settled yet. */
    boolean wants(Generation generation) {
        return generation.mart().shownAhead()
                && (generation.current() || store.resume(generation).isPresent());
    }

    /** From where a generation that is shown ahead is to be read. */
    Map<Integer, Long> from(Generation generation) {
        return store.resume(generation).orElse(generation.positions());
    }

    /** First and next offset of every partition, what is not committed included. */
    Map<Integer, long[]> bounds(String topic) {
        return topics.bounds(topic);
    }

    /** Follows these generations from now on, and no others. @param positions where reading begins, by topic */
    void read(Iterable<Generation> generations, Map<String, Map<Integer, Long>> positions) {
        followed.clear();
        generations.forEach(
                generation -> followed.put(generation.table().name(), new Followed(new AheadRows(from(generation)))));
        reader.read(positions);
    }

    boolean follows(String generation) {
        return followed.containsKey(generation);
    }

    /** Whether rows are held back. */
    boolean holds() {
        return followed.values().stream().anyMatch(mart -> mart.rows.holds());
    }

    /** What has come since this was asked last. */
    ConsumerRecords<byte[], byte[]> take() {
        return reader.take();
    }

    /**
     * Takes what came of a generation.
     *
     * @param committed records of its topic, and where their reader stands
     * @param rows where what is to be shown is added
     * @return where its rows stand then
     * @throws IOException when a record cannot be read
     */
    Map<Integer, Long> take(
            Generation generation,
            ConsumerRecords<byte[], byte[]> written,
            ConsumerRecords<byte[], byte[]> committed,
            Map<Integer, Long> committedTo,
            MartRows rows)
            throws IOException {
        Followed mart = followed.get(generation.table().name());
        String topic = generation.mart().topic();
        for (ConsumerRecord<byte[], byte[]> record : written.records(topic)) {
            mart.rows.written(record, generation.positions().getOrDefault(record.partition(), 0L), rows);
        }
        committed
                .records(topic)
                .forEach(record -> mart.waiting
                        .computeIfAbsent(record.partition(), none -> new ArrayDeque<>())
                        .addLast(record));
        Map<Integer, Long> writtenTo = reader.positions(topic);
        long now = clock.millis();
        var settled = new HashMap<Integer, Long>();
        for (var position : committedTo.entrySet()) {
            long reached = Math.min(position.getValue(), writtenTo.getOrDefault(position.getKey(), 0L));
            Deque<ConsumerRecord<byte[], byte[]>> waiting =
                    mart.waiting.getOrDefault(position.getKey(), new ArrayDeque<>());
            while (!waiting.isEmpty() && waiting.getFirst().offset() < reached) {
                mart.rows.committed(waiting.removeFirst(), now, rows);
            }
            settled.put(position.getKey(), reached);
        }
        mart.rows.settledTo(settled, now);
        if (mart.rows.holds()) {
            letGo(generation, mart, rows);
        }
        var applied = new HashMap<>(generation.positions());
        writtenTo.forEach((partition, position) -> applied.merge(partition, position, Math::max));
        return applied;
    }

    /** Up to where a generation is applied for good; empty while some of its rows are held. */
    Optional<Map<Integer, Long>> settled(String generation) {
        AheadRows rows = followed.get(generation).rows;
        return rows.holds() ? Optional.empty() : Optional.of(rows.settled());
    }

    /** From where the generations that are followed have to be read again after a restart. */
    Map<String, Map<Integer, Long>> resume() {
        var resume = new HashMap<String, Map<Integer, Long>>();
        followed.forEach((name, mart) -> resume.put(name, mart.rows.resume()));
        return resume;
    }

    /** Reads no more of a topic. */
    void stop(String topic) {
        reader.stop(topic);
    }

    private void letGo(Generation generation, Followed mart, MartRows rows) throws IOException {
        if (mart.rows.heldAnew()) {
            LOG.info(
                    "Mart {}: its job writes rows again; they wait",
                    generation.mart().name());
            mart.goal = Optional.of(backlog.goal(generation.mart()));
            mart.target = Optional.empty();
        }
        long now = clock.millis();
        String topic = generation.mart().topic();
        if (mart.target.isEmpty() && Math.abs(now - mart.looked) >= LOOK_EVERY_MILLIS) {
            mart.looked = now;
            if (backlog.reached(mart.goal.orElseThrow())) {
                var ends = new HashMap<Integer, Long>();
                topics.bounds(topic).forEach((partition, bound) -> ends.put(partition, bound[1]));
                mart.target = Optional.of(ends);
            }
        }
        Map<Integer, Long> settled = mart.rows.settled();
        boolean come = mart.target
                .filter(ends -> ends.entrySet().stream()
                        .allMatch(end -> end.getValue() <= settled.getOrDefault(end.getKey(), 0L)))
                .isPresent();
        if (come) {
            Set<ByteBuffer> cutOff = mart.rows.cutOff();
            mart.rows.release(CommittedRows.newest(log, topic, settled, cutOff), now, rows);
            LOG.info(
                    "Mart {}: its job has come as far as before",
                    generation.mart().name());
        }
    }

    @Override
    public void close() {
        reader.close();
        topics.close();
        backlog.close();
    }
}
