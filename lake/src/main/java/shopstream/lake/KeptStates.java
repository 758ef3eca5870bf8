package shopstream.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * States of a table that something was built from. They carry a tag, which every engine that reads Iceberg knows, and stay
 * when the many states between them are let go.
 */
final class KeptStates {
    private static final String TAG = "built-from-";

    private final Table table;

    KeptStates(Table table) {
        this.table = table;
    }

    /** Keeps a state. Keeping it again changes nothing. */
    void keep(long state) {
        table.refresh();
        String tag = TAG + state;
        if (!table.refs().containsKey(tag)) {
            table.manageSnapshots().createTag(tag, state).commit();
        }
    }

    /** Takes the tag from those that were committed before a moment. */
    void release(Instant before) {
        table.refresh();
        List<String> tags = table.refs().entrySet().stream()
                .filter(each -> each.getKey().startsWith(TAG))
                .filter(each -> committed(each.getValue()).isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
        if (!tags.isEmpty()) {
            ManageSnapshots release = table.manageSnapshots();
            tags.forEach(release::removeTag);
            release.commit();
        }
    }

    private Instant committed(SnapshotRef tag) {
        Snapshot state = table.snapshot(tag.snapshotId());
        return state == null ? Instant.MIN : Instant.ofEpochMilli(state.timestampMillis());
    }
}
