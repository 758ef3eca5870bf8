package shopstream.ingestion.database;

import java.util.Map;

/** How many rows are read at once, and how long to rest after them, so that a limit holds. One thread. */
final class ReadingPace {
    private static final int MOST_AT_ONCE = 10_000;
    private static final int FIRST = 500;
    /** Characters of text in one chunk: it has to fit into memory several times. */
    private static final long MOST_TEXT = 4 << 20;

    private final long rowsPerSecond;
    private final int most;
    private int atOnce;
    private long freeAtNanos = System.nanoTime();

    ReadingPace(long rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
        // Where little is allowed, little at a time, so that the load is even.
        this.most = (int) Math.max(1, Math.min(MOST_AT_ONCE, rowsPerSecond / 5));
        this.atOnce = Math.min(FIRST, most);
    }

    int rowsAtOnce() {
        return atOnce;
    }

    /** The wider the rows of the table, the fewer the next time. */
    void learn(Chunk chunk) {
        long text = 0;
        for (Map<String, Object> row : chunk.rows()) {
            for (Object value : row.values()) {
                text += value instanceof String string ? string.length() : 0;
            }
        }
        long fit = text == 0 ? most : MOST_TEXT * chunk.rows().size() / text;
        atOnce = (int) Math.max(1, Math.min(Math.min(fit, most), atOnce * 4L));
    }

    /** Milliseconds until further rows may be read. */
    long taken(int rows) {
        long now = System.nanoTime();
        freeAtNanos = Math.max(freeAtNanos, now - 1_000_000) + rows * 1_000_000_000L / rowsPerSecond;
        return Math.max(0, (freeAtNanos - now) / 1_000_000);
    }
}
