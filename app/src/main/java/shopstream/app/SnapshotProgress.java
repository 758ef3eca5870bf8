package shopstream.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many rows of each dataset the snapshot has read. */
final class SnapshotProgress {
    private final Map<String, Long> rowsByDataset = new ConcurrentHashMap<>();

    void rows(String dataset, long rows) {
        rowsByDataset.put(dataset, rows);
    }

    long total() {
        return rowsByDataset.values().stream().mapToLong(Long::longValue).sum();
    }
}
