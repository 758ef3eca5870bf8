package shopstream.eventlog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** What the writer knows of one dataset: its partitions, its keys, which of them are stale, its totals. */
final class DatasetState {
    private final String name;
    private final String topic;
    private final List<PartitionState> partitions;
    private final KnownKeys keys = new KnownKeys();
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

    KnownKeys keys() {
        return keys;
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

    DatasetCounts counts() {
        return new DatasetCounts(accepted + quarantined, accepted, quarantined, stale.size(), keys.living());
    }
}
