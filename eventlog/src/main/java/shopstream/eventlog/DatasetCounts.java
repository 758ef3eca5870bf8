package shopstream.eventlog;

/**
 * What happened to a dataset's records since the beginning, and what there is now.
 *
 * @param read accepted plus quarantined
 * @param stale rows whose last change was rejected, so that an older version of them stands in the log
 * @param rows that live in the log now
 */
public record DatasetCounts(long read, long accepted, long quarantined, long stale, long rows) {
    public static final DatasetCounts NONE = new DatasetCounts(0, 0, 0, 0, 0);
}
