package shopstream.eventlog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** What the writer knows of one dataset: its partitions, which keys live, which of them are stale, its totals. */
final class DatasetState {
    private final String name;
    private final String topic;
    private final List<PartitionState> partitions;
    private final LongSet live = new LongSet();
    /** Keys met since the rows of this table began to be read, as rows or as changes. */
    private final LongSet seen = new LongSet();
    /** Those of them whose newest change was refused: their row, read later, is welcome. */
    private final LongSet refused = new LongSet();
    /** Keys whose newest version was rejected while an older one lives, with the position of the rejection. */
    private final Map<String, byte[]> stale = new HashMap<>();

    /** Rows found to be no longer stale while recovering, whose note is missing in the quarantine. */
    private final Map<String, byte[]> unnoted = new HashMap<>();

    private long accepted;
    private long quarantined;

    DatasetState(String name, String topic, List<PartitionState> partitions) {
        this.name = name;
        this.topic = topic;
        this.partitions = List.copyOf(partitions);
    }

    String name() {
        return name;
    }

    String topic() {
        return topic;
    }

    List<PartitionState> partitions() {
        return partitions;
    }

    LongSet live() {
        return live;
    }

    LongSet seen() {
        return seen;
    }

    void meet(long hash, boolean refusedChange) {
        seen.add(hash);
        if (refusedChange) {
            refused.add(hash);
        } else {
            refused.remove(hash);
        }
    }

    /** Whether the log holds what a row of this key, read from the table, could tell, or newer. */
    boolean knows(long hash) {
        return seen.contains(hash) && !refused.contains(hash);
    }

    void forgetSeen() {
        seen.clear();
        refused.clear();
    }

    Map<String, byte[]> stale() {
        return stale;
    }

    Map<String, byte[]> unnoted() {
        return unnoted;
    }

    /** Kafka's own choice for a key, made here because the writer must know it before it sends. */
    int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions.size();
    }

    void resume(DatasetCounts counts) {
        accepted = counts.accepted();
        quarantined = counts.quarantined();
    }

    void countAccepted() {
        accepted++;
    }

    void countQuarantined() {
        quarantined++;
    }

    void apply(long hash, boolean deletion) {
        if (deletion) {
            live.remove(hash);
        } else {
            live.add(hash);
        }
    }

    DatasetCounts counts() {
        return new DatasetCounts(accepted + quarantined, accepted, quarantined, stale.size(), live.size());
    }
}
