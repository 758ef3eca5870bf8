package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.contracts.Contract;

/**
 * Tells from the log alone what its writer knew before it stopped, or was killed: the newest mark's totals, and what
 * stands behind that mark counted again. Where a {@link StateNote} tells of what stands before, that is not read again.
 */
final class Recovery {
    /** The state of a mark that claims nothing since rows are still to be read. */
    static final String SNAPSHOT = "snapshot";

    private static final long MARKS_LOOKED_AT_FIRST = 500;

    private final String source;
    private final TopicNames names;
    private final TopicReader reader;
    private final long nowMillis;
    private final Optional<StateNote> note;
    private final Map<String, String> topics;
    private ProgressMark newestMark;
    private long recordsNoted;
    private long recordsRead;
    private final Set<String> added = new TreeSet<>();

    /** @param topics the ids of the source's topics and of the quarantine, by name */
    Recovery(
            String source,
            TopicNames names,
            TopicReader reader,
            long nowMillis,
            Optional<StateNote> note,
            Map<String, String> topics) {
        this.note = note;
        this.topics = Map.copyOf(topics);
        this.source = source;
        this.names = names;
        this.reader = reader;
        this.nowMillis = nowMillis;
    }

    SourceState state(List<Contract> contracts) {
        newestMark = newestMark(source, names, reader);
        SourceState noted = unknown(contracts);
        Optional<NotedState> found = newestMark == null
                ? Optional.empty()
                : note.flatMap(file -> file.restore(source, noted, topics)).filter(this::stands);
        // One that cannot be used may have left something behind.
        SourceState state = found.isPresent() ? noted : unknown(contracts);
        recordsNoted = found.map(NotedState::records).orElse(0L);
        if (newestMark != null) {
            state.resume(snapshot(newestMark, state.datasets()));
            state.resumeLastChange(newestMark.lastChangeSeen());
            state.datasets()
                    .forEach(dataset ->
                            dataset.resume(newestMark.counts().getOrDefault(dataset.name(), DatasetCounts.NONE)));
        }
        Map<String, List<Long>> counted = newestMark == null ? Map.of() : newestMark.endOffsets();
        read(names.quarantine(), found, record -> quarantined(state, record, counted));
        for (DatasetState dataset : state.datasets()) {
            read(dataset.topic(), found, record -> accepted(state, dataset, record, counted));
            // A row that no longer lives cannot be stale: its tombstone may be gone from the log by now.
            dataset.stale().entrySet().removeIf(row -> {
                boolean gone = !dataset.keys().lives(KeyHash.of(row.getKey().getBytes(UTF_8)));
                if (gone) {
                    dataset.unnoted().put(row.getKey(), row.getValue());
                }
                return gone;
            });
        }
        return state;
    }

    private SourceState unknown(List<Contract> contracts) {
        List<DatasetState> datasets = new ArrayList<>();
        for (Contract contract : contracts) {
            String topic = names.dataset(source, contract.dataset());
            List<PartitionState> partitions = reader.partitions(topic).stream()
                    .map(partition -> new PartitionState(topic, partition.partition()))
                    .toList();
            datasets.add(new DatasetState(contract.dataset(), topic, partitions));
        }
        return new SourceState(datasets, new PartitionState(names.quarantine(), 0));
    }

    /** Whether the log holds what was noted of it. If not, the note is of no use any more, also when the log has grown again. */
    private boolean stands(NotedState noted) {
        boolean stands = LostEnds.of(reader, noted.ends()).isEmpty();
        if (!stands) {
            note.ifPresent(StateNote::delete);
        }
        return stands;
    }

    /** What stands behind the note, or all; what the newest mark did not count yet is read in any case, to be counted. */
    private void read(String topic, Optional<NotedState> noted, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        NotedState.Topic known =
                noted.map(NotedState::topics).map(topics -> topics.get(topic)).orElse(null);
        List<Long> marked = newestMark == null ? null : newestMark.endOffsets().get(topic);
        if (known == null || marked == null || marked.size() != known.places().size()) {
            reader.everything(topic, each);
            return;
        }
        List<Long> from = new ArrayList<>();
        for (int partition = 0; partition < marked.size(); partition++) {
            // The last one is remembered, for the consumers that are to be woken with it.
            from.add(Math.min(known.places().get(partition).end() - 1, marked.get(partition)));
        }
        reader.from(topic, from, each);
    }

    /**
     * Whether the log ends before places up to which the newest mark counted: a power cut or a damaged file took what was
     * durable. Nobody else notices, since the source is read on from where it stood. To be asked after {@link #state}.
     */
    Optional<String> loss() {
        if (newestMark == null) {
            return Optional.empty();
        }
        return LostEnds.of(reader, LostEnds.marked(newestMark)).stream()
                .map(LostEnd::toString)
                .findFirst();
    }

    /** What the mark says is still to be read, and the tables that it does not know yet. */
    private OpenSnapshot snapshot(ProgressMark mark, Collection<DatasetState> datasets) {
        OpenSnapshot snapshot = mark.snapshot() == null
                ? new OpenSnapshot(0, SNAPSHOT.equals(mark.state()), Map.of(), Map.of())
                : mark.snapshot();
        for (DatasetState dataset : datasets) {
            if (snapshot.needed() || mark.endOffsets().containsKey(dataset.topic())) {
                continue;
            }
            added.add(dataset.name());
            // One that was followed before and then left out has rows of whose changes we know nothing.
            snapshot = reader.isEmpty(dataset.topic())
                    ? snapshot.with(dataset.name(), OpenSnapshot.Table.BEGINNING)
                    : OpenSnapshot.neededAfter(snapshot.epoch());
        }
        return snapshot;
    }

    /** How many records of datasets and of the quarantine had to be read; to be asked after {@link #state}. */
    long recordsRead() {
        return recordsRead;
    }

    /** How many records the note told of that was used; to be asked after {@link #state}. */
    long recordsNoted() {
        return recordsNoted;
    }

    /** The datasets that no mark knows; to be asked after {@link #state}. */
    Set<String> added() {
        return Set.copyOf(added);
    }

    /** To be asked after {@link #state}. */
    Optional<ProgressMark> newestMark() {
        return Optional.ofNullable(newestMark);
    }

    /** Null where the source was never marked. */
    static ProgressMark newestMark(String source, TopicNames names, TopicReader reader) {
        ProgressMark[] newest = new ProgressMark[1];
        Consumer<ConsumerRecord<byte[], byte[]>> each = record -> {
            if (record.value() != null && Arrays.equals(record.key(), source.getBytes(UTF_8))) {
                newest[0] = Json.read(record.value(), ProgressMark.class);
            }
        };
        reader.tail(names.progress(), MARKS_LOOKED_AT_FIRST, each);
        if (newest[0] == null) {
            reader.everything(names.progress(), each);
        }
        return newest[0];
    }

    private void quarantined(
            SourceState state, ConsumerRecord<byte[], byte[]> record, Map<String, List<Long>> counted) {
        recordsRead++;
        if (!source.equals(RecordHeader.text(record.headers(), RecordHeader.SOURCE))) {
            return;
        }
        state.quarantine().found(record, nowMillis);
        DatasetState dataset = state.dataset(RecordHeader.text(record.headers(), RecordHeader.DATASET));
        if (dataset == null) {
            return;
        }
        String key = record.key() == null ? null : new String(record.key(), UTF_8);
        if (RecordHeader.SUPERSEDED.equals(RecordHeader.text(record.headers(), RecordHeader.KIND))) {
            dataset.stale().remove(key);
            return;
        }
        if (isBehind(record, counted)) {
            dataset.countQuarantined();
        }
        byte[] position = RecordHeader.bytes(record.headers(), RecordHeader.POSITION);
        if (key != null) {
            state.sees(dataset, position, KeyHash.of(record.key()), RecordHeader.commitTime(record.headers()), true);
            if (RecordHeader.text(record.headers(), RecordHeader.STALE) != null) {
                dataset.stale().put(key, position);
            }
        }
    }

    private void accepted(
            SourceState state,
            DatasetState dataset,
            ConsumerRecord<byte[], byte[]> record,
            Map<String, List<Long>> counted) {
        recordsRead++;
        dataset.partitions().get(record.partition()).found(record, nowMillis);
        long hash = KeyHash.of(record.key());
        dataset.keys().live(hash, record.value() != null);
        byte[] position = RecordHeader.bytes(record.headers(), RecordHeader.POSITION);
        boolean behind = isBehind(record, counted);
        state.sees(dataset, position, hash, behind ? RecordHeader.commitTime(record.headers()) : null, false);
        if (behind && RecordHeader.text(record.headers(), RecordHeader.KIND) == null) {
            dataset.countAccepted();
        }
        if (!dataset.stale().isEmpty()) {
            String key = new String(record.key(), UTF_8);
            byte[] rejectedAt = dataset.stale().get(key);
            // The kill may have come between the row and its note in the quarantine.
            if (rejectedAt != null && Arrays.compareUnsigned(position, rejectedAt) > 0) {
                dataset.stale().remove(key);
                dataset.unnoted().put(key, position);
            }
        }
    }

    private static boolean isBehind(ConsumerRecord<byte[], byte[]> record, Map<String, List<Long>> counted) {
        List<Long> ends = counted.get(record.topic());
        return ends == null || record.partition() >= ends.size() || record.offset() >= ends.get(record.partition());
    }
}
