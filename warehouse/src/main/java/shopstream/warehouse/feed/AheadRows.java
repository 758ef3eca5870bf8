package shopstream.warehouse.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.RunHeader;
import shopstream.warehouse.store.MartRows;

/**
 * What of a mart is shown before its transactions are committed. Rows go on at once, deletions when they are committed, and
 * rows that a later run of the job writes again are held until that run has come as far as the one before can have been:
 * until then they may be older than what is shown. From then on its rows go on like any. Records are taken twice: as they
 * are written, and as they are committed.
 */
final class AheadRows {
    /** Longer than a job goes without a checkpoint: what is settled for longer, no run writes again. */
    private static final long RECENT_MILLIS = 120_000;

    private static final int MOST_RECENT = 50_000;

    /** The newest record of a key that was shown. */
    private record Shown(long offset, long run) {}

    private record Recent(ByteBuffer key, long offset, long settledAt) {}

    private final Map<ByteBuffer, Shown> shown = new HashMap<>();
    /** Per partition, what is shown and not known to be committed. */
    private final Map<Integer, TreeMap<Long, ByteBuffer>> open = new HashMap<>();

    private final Map<Integer, Deque<Recent>> recent = new HashMap<>();
    /** The newest record of each key that is held; none when the run that wrote what is shown was cut off. */
    private final Map<ByteBuffer, Optional<ConsumerRecord<byte[], byte[]>>> held = new LinkedHashMap<>();

    private final Map<Integer, Long> settled;
    private final Map<Integer, Long> resume;
    /** The run whose rows were held last; once they are let go, it is further than any before. */
    private OptionalLong later = OptionalLong.empty();

    private OptionalLong caughtUp = OptionalLong.empty();
    private boolean heldAnew;

    /** @param settled per partition, the offset before which nothing is open */
    AheadRows(Map<Integer, Long> settled) {
        this.settled = new HashMap<>(settled);
        this.resume = new HashMap<>(settled);
    }

    /**
     * Takes a record as it was written.
     *
     * @param applied the position up to which rows are applied already, from before a restart
     */
    void written(ConsumerRecord<byte[], byte[]> record, long applied, MartRows rows) throws IOException {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        long run = RunHeader.of(record.headers());
        Shown known = shown.get(key);
        if (held.containsKey(key) || known != null && known.run() != run && !isCaughtUp(run)) {
            hold(key, Optional.of(record));
            if (!later.equals(OptionalLong.of(run))) {
                later = OptionalLong.of(run);
                heldAnew = true;
            }
            return;
        }
        if (record.value() == null) {
            // It may be half of a change: the row itself may come next.
            return;
        }
        if (record.offset() >= applied) {
            rows.add(record.key(), record.value());
        }
        show(key, record.partition(), record.offset(), run);
    }

    /** Takes a record as it was committed; {@link #written} has had it before. */
    void committed(ConsumerRecord<byte[], byte[]> record, long now, MartRows rows) throws IOException {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        Shown known = shown.get(key);
        if (known != null && known.offset() > record.offset()) {
            return;
        }
        if (known != null && known.offset() == record.offset()) {
            open(record.partition()).remove(record.offset());
            remember(key, record, now);
            return;
        }
        if (held.containsKey(key)) {
            held.computeIfPresent(
                    key,
                    (same, newest) -> newest.filter(other -> other.offset() > record.offset())
                            .or(() -> Optional.of(record)));
            return;
        }
        rows.add(record.key(), record.value());
        forget(key, record.partition());
        shown.put(key, new Shown(record.offset(), RunHeader.of(record.headers())));
        remember(key, record, now);
    }

    /** Takes note that all committed records before these offsets have been given; what else was shown was cut off. */
    void settledTo(Map<Integer, Long> positions, long now) {
        positions.forEach((partition, position) -> {
            settled.put(partition, position);
            Map<Long, ByteBuffer> cutOff = open(partition).headMap(position);
            for (ByteBuffer key : cutOff.values()) {
                if (!held.containsKey(key)) {
                    hold(key, Optional.empty());
                }
            }
            cutOff.clear();
            if (held.isEmpty()) {
                resume.put(partition, forgetOld(partition, now).orElse(position));
            }
        });
    }

    /** Whether anything is held. */
    boolean holds() {
        return !held.isEmpty();
    }

    /**
     * Whether, since this was asked last, the first row was held, or the first of a still later run: how far the job has to
     * come is what its inputs hold now. More rows of the same run move nothing, or a busy shop would never get there.
     */
    boolean heldAnew() {
        boolean anew = heldAnew;
        heldAnew = false;
        return anew;
    }

    private void hold(ByteBuffer key, Optional<ConsumerRecord<byte[], byte[]>> record) {
        heldAnew |= held.isEmpty();
        held.put(key, record);
    }

    private boolean isCaughtUp(long run) {
        return caughtUp.equals(OptionalLong.of(run));
    }

    /** The keys held of which no run has written a row since. */
    Set<ByteBuffer> cutOff() {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Lets go on what is held; the job has come as far as any run before.
     *
     * @param committed the newest committed value of each key that was cut off, null for one that has none
     */
    void release(Map<ByteBuffer, byte[]> committed, long now, MartRows rows) throws IOException {
        for (var entry : held.entrySet()) {
            ByteBuffer key = entry.getKey();
            if (entry.getValue().isEmpty()) {
                rows.add(key.array(), committed.get(key));
                shown.remove(key);
                continue;
            }
            ConsumerRecord<byte[], byte[]> record = entry.getValue().get();
            boolean isSettled = record.offset() < settled.getOrDefault(record.partition(), 0L);
            forget(key, record.partition());
            if (record.value() != null || isSettled) {
                rows.add(record.key(), record.value());
                show(key, record.partition(), record.offset(), RunHeader.of(record.headers()));
                if (isSettled) {
                    open(record.partition()).remove(record.offset());
                    remember(key, record, now);
                }
            }
        }
        held.clear();
        caughtUp = later;
    }

    /** Up to where all is applied for good, per partition. */
    Map<Integer, Long> settled() {
        return Map.copyOf(settled);
    }

    /** From where records have to be taken again after a restart, to know all of this again. */
    Map<Integer, Long> resume() {
        return Map.copyOf(resume);
    }

    private void show(ByteBuffer key, int partition, long offset, long run) {
        forget(key, partition);
        shown.put(key, new Shown(offset, run));
        open(partition).put(offset, key);
    }

    private void forget(ByteBuffer key, int partition) {
        Shown before = shown.remove(key);
        if (before != null) {
            open(partition).remove(before.offset());
        }
    }

    private void remember(ByteBuffer key, ConsumerRecord<byte[], byte[]> record, long now) {
        recent.computeIfAbsent(record.partition(), none -> new ArrayDeque<>())
                .addLast(new Recent(key, record.offset(), now));
    }

    /** @return the offset of the oldest record that is still remembered */
    private Optional<Long> forgetOld(int partition, long now) {
        Deque<Recent> known = recent.getOrDefault(partition, new ArrayDeque<>());
        while (!known.isEmpty() && (known.getFirst().settledAt() + RECENT_MILLIS < now || known.size() > MOST_RECENT)) {
            Recent old = known.removeFirst();
            shown.computeIfPresent(old.key(), (key, newest) -> newest.offset() == old.offset() ? null : newest);
        }
        return Optional.ofNullable(known.peekFirst()).map(Recent::offset);
    }

    private TreeMap<Long, ByteBuffer> open(int partition) {
        return open.computeIfAbsent(partition, none -> new TreeMap<>());
    }

    /** For tests and logs. */
    Collection<ByteBuffer> heldKeys() {
        return List.copyOf(held.keySet());
    }
}
