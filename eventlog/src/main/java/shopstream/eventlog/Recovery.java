package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.contracts.Contract;

/**
 * Tells from the log alone what its writer knew before it stopped, or was killed: the newest mark's totals, and what
 * stands behind that mark counted again.
 */
final class Recovery {
    /** The state of a mark that claims nothing since rows are still to be read. */
    static final String SNAPSHOT = "snapshot";

    private static final long MARKS_LOOKED_AT_FIRST = 500;

    private final String source;
    private final TopicNames names;
    private final TopicReader reader;
    private final long nowMillis;
    private ProgressMark newestMark;
    private final Set<String> added = new TreeSet<>();

    Recovery(String source, TopicNames names, TopicReader reader, long nowMillis) {
        this.source = source;
        this.names = names;
        this.reader = reader;
        this.nowMillis = nowMillis;
    }

    SourceState state(List<Contract> contracts) {
        List<DatasetState> datasets = new ArrayList<>();
        for (Contract contract : contracts) {
            String topic = names.dataset(source, contract.dataset());
            List<PartitionState> partitions = reader.partitions(topic).stream()
                    .map(partition -> new PartitionState(topic, partition.partition()))
                    .toList();
            datasets.add(new DatasetState(contract.dataset(), topic, partitions));
        }
        SourceState state = new SourceState(datasets, new PartitionState(names.quarantine(), 0));
        ProgressMark mark = newestMark(source, names, reader);
        if (mark != null) {
            newestMark = mark;
            state.resume(snapshot(mark, datasets));
            state.resumeLastChange(mark.lastChangeSeen());
            datasets.forEach(dataset -> dataset.resume(mark.counts().getOrDefault(dataset.name(), DatasetCounts.NONE)));
        }
        Map<String, List<Long>> counted = mark == null ? Map.of() : mark.endOffsets();
        reader.everything(names.quarantine(), record -> quarantined(state, record, counted));
        for (DatasetState dataset : datasets) {
            reader.everything(dataset.topic(), record -> accepted(state, dataset, record, counted));
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
    private OpenSnapshot snapshot(ProgressMark mark, List<DatasetState> datasets) {
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
        java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each = record -> {
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
