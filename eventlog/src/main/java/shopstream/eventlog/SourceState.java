package shopstream.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the writer knows of a source: its datasets, how far it has got, and what of its rows is still to be read. */
final class SourceState {
    /** The width of the epoch, and the place of the letter for snapshot or streamed, in a position's text form. */
    private static final int EPOCH_DIGITS = 6;

    private static final int KIND_AT = 33;

    private final Map<String, DatasetState> datasets = new LinkedHashMap<>();
    private final PartitionState quarantine;
    private byte[] newestPosition = {};
    private Instant lastChangeSeen;
    private long epoch;
    private OpenSnapshot snapshot = OpenSnapshot.NEVER;

    SourceState(Collection<DatasetState> datasets, PartitionState quarantine) {
        datasets.forEach(dataset -> this.datasets.put(dataset.name(), dataset));
        this.quarantine = quarantine;
    }

    Collection<DatasetState> datasets() {
        return datasets.values();
    }

    /** Null when there is no such dataset. */
    DatasetState dataset(String name) {
        return datasets.get(name);
    }

    PartitionState quarantine() {
        return quarantine;
    }

    long epoch() {
        return epoch;
    }

    OpenSnapshot snapshot() {
        return snapshot;
    }

    byte[] newestPosition() {
        return newestPosition;
    }

    Instant lastChangeSeen() {
        return lastChangeSeen;
    }

    /** What was noted of it. */
    void resume(byte[] position, long notedEpoch, Instant seen) {
        newestPosition = position;
        epoch = notedEpoch;
        lastChangeSeen = seen;
    }

    void resumeLastChange(Instant seen) {
        lastChangeSeen = seen;
    }

    void resume(OpenSnapshot kept) {
        snapshot = kept;
        epoch = Math.max(epoch, kept.epoch());
    }

    /** Of a table whose reading has ended it need not be known any more which keys were met; to forget that looks at all. */
    void change(OpenSnapshot changed) {
        Set<String> read = snapshot.tables().keySet();
        resume(changed);
        datasets.values().stream()
                .filter(dataset -> read.contains(dataset.name()))
                .filter(dataset -> !changed.tables().containsKey(dataset.name()))
                .forEach(dataset -> dataset.keys().forgetMet());
    }

    /**
     * Takes note of a record, also of one that is dropped as a replay: its key was met all the same while the rows of its
     * table are read.
     *
     * @param rejectedChange whether it is a change that a contract refused, so that the log holds an older row or none
     */
    void sees(DatasetState dataset, byte[] position, long hash, Instant commitTime, boolean rejectedChange) {
        if (Arrays.compareUnsigned(position, newestPosition) > 0) {
            newestPosition = position;
        }
        boolean streamed = position[KIND_AT] == 't';
        if (streamed && commitTime != null && (lastChangeSeen == null || commitTime.isAfter(lastChangeSeen))) {
            lastChangeSeen = commitTime;
        }
        long at = Long.parseLong(new String(position, 0, EPOCH_DIGITS, StandardCharsets.US_ASCII));
        epoch = Math.max(epoch, at);
        if (at == epoch && snapshot.tables().containsKey(dataset.name())) {
            dataset.keys().meet(hash, streamed && rejectedChange);
        }
    }

    Map<String, List<Long>> ends() {
        Map<String, List<Long>> ends = new LinkedHashMap<>();
        for (DatasetState dataset : datasets.values()) {
            List<Long> offsets = new ArrayList<>();
            dataset.partitions().forEach(partition -> offsets.add(partition.end()));
            ends.put(dataset.topic(), List.copyOf(offsets));
        }
        ends.put(quarantine.topic(), List.of(quarantine.end()));
        return ends;
    }

    Map<String, DatasetCounts> counts() {
        Map<String, DatasetCounts> counts = new LinkedHashMap<>();
        datasets.values().forEach(dataset -> counts.put(dataset.name(), dataset.counts()));
        return counts;
    }
}
