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

    /** Before the second at which it was last built from. */
    private static final String SINCE = "-at-";

    private final Table table;

    KeptStates(Table table) {
        this.table = table;
    }

    /** Keeps a state for a while from a moment on. */
    void keep(long state, Instant at) {
        table.refresh();
        String prefix = TAG + state;
        List<String> before = table.refs().keySet().stream()
                .filter(tag -> tag.equals(prefix) || tag.startsWith(prefix + SINCE))
                .toList();
        String tag = prefix + SINCE + at.getEpochSecond();
        if (!before.equals(List.of(tag))) {
            ManageSnapshots change = table.manageSnapshots();
            before.forEach(change::removeTag);
            change.createTag(tag, state).commit();
        }
    }

    /** Takes the tag from those that nothing was built from since a moment. */
    void release(Instant before) {
        table.refresh();
        List<String> tags = table.refs().entrySet().stream()
                .filter(each -> each.getKey().startsWith(TAG))
                .filter(each -> since(each.getKey(), each.getValue()).isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
        if (!tags.isEmpty()) {
            ManageSnapshots release = table.manageSnapshots();
            tags.forEach(release::removeTag);
            release.commit();
        }
    }

    /** Earlier versions of the program did not write down when something was built. */
    private Instant since(String tag, SnapshotRef ref) {
        int at = tag.indexOf(SINCE);
        return at < 0 ? committed(ref) : Instant.ofEpochSecond(Long.parseLong(tag.substring(at + SINCE.length())));
    }

    private Instant committed(SnapshotRef tag) {
        Snapshot state = table.snapshot(tag.snapshotId());
        return state == null ? Instant.MIN : Instant.ofEpochMilli(state.timestampMillis());
    }
}
