package shopstream.ingestion.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.OpenSnapshot;

/** What is still to be read of the tables, and the chunks that were read and wait to be appended. For several threads. */
final class SnapshotWork {
    /** Enough to read on while a quiet server is about to tell how far its log reaches. */
    private static final int CHUNKS_WAITING_MAX = 6;

    /**
     * Where reading goes on.
     *
     * @param voided how often what had been read of the table was thrown away
     */
    record Stretch(String dataset, List<String> after, int voided) {}

    /**
     * A chunk on its way into the log.
     *
     * @param readBy so far the source's log reached when the chunk had been read
     */
    record Waiting(String dataset, Chunk chunk, LogPlace readBy) {}

    private static final class Table {
        private List<String> read;
        private boolean readWhole;
        private int voided;
        private OpenSnapshot.Table appended;

        private Table(OpenSnapshot.Table kept) {
            appended = kept;
            read = kept.after();
        }
    }

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean closed;

    /** @param order of the datasets whose tables are still to be read */
    SnapshotWork(List<String> order, OpenSnapshot kept) {
        order.forEach(dataset -> tables.put(dataset, new Table(kept.tables().get(dataset))));
    }

    /** What is to be read next, once there is room for it; nothing when there is nothing left. */
    synchronized Optional<Stretch> next() throws InterruptedException {
        while (!closed && !tables.isEmpty()) {
            if (waiting.size() < CHUNKS_WAITING_MAX) {
                for (Map.Entry<String, Table> each : tables.entrySet()) {
                    if (!each.getValue().readWhole) {
                        return Optional.of(new Stretch(each.getKey(), each.getValue().read, each.getValue().voided));
                    }
                }
            }
            wait();
        }
        return Optional.empty();
    }

    /** Takes a chunk, unless what had been read of its table was thrown away meanwhile. */
    synchronized void read(Stretch stretch, Chunk chunk, LogPlace readBy) {
        Table table = tables.get(stretch.dataset());
        if (table != null && table.voided == stretch.voided()) {
            table.read = chunk.after();
            table.readWhole = chunk.last();
            waiting.addLast(new Waiting(stretch.dataset(), chunk, readBy));
        }
    }

    /** The chunk that is to be appended next; nothing while none waits. */
    synchronized Optional<Waiting> first() {
        return Optional.ofNullable(waiting.peekFirst());
    }

    /** How far a chunk's table has come when it is appended. */
    synchronized OpenSnapshot.Table reachedBy(Waiting chunk) {
        return new OpenSnapshot.Table(
                chunk.chunk().after(),
                tables.get(chunk.dataset()).appended.rows()
                        + chunk.chunk().rows().size());
    }

    /** The first chunk has been appended, and all that follows from it was done. */
    synchronized void appended() {
        Waiting done = waiting.peekFirst();
        tables.get(done.dataset()).appended = reachedBy(done);
        waiting.removeFirst();
        if (done.chunk().last()) {
            tables.remove(done.dataset());
        }
        notifyAll();
    }

    /** Whatever was read of the table and not appended is no longer true. */
    synchronized void voidUnappended(String dataset) {
        Table table = tables.get(dataset);
        if (table == null) {
            return;
        }
        table.voided++;
        table.read = table.appended.after();
        table.readWhole = false;
        waiting.removeIf(each -> each.dataset().equals(dataset));
        notifyAll();
    }

    /** Whether rows are still to be read or appended. */
    synchronized boolean underWay() {
        return !tables.isEmpty();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
