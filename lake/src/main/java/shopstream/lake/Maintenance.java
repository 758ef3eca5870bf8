package shopstream.lake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/**
 * Keeps the tables of a lake in shape while they are written: puts small files together, lets old states go, and removes
 * files that nothing names. The rows stay: every version of every row is in the newest state.
 */
public final class Maintenance {
    /** So many states stay in any case. */
    private static final int FEWEST_STATES = 10;

    private final Duration keepStates;
    private final Duration keepOrphans;
    private final Clock clock;

    /** What was done to a table. */
    public record Done(String dataset, int filesFewer, int statesFewer, int orphans) {}

    /**
     * @param keepStates how long a state can be read, and a training set be built again from it
     * @param keepOrphans how long a file may be on its way into a table
     */
    public Maintenance(Duration keepStates, Duration keepOrphans, Clock clock) {
        this.keepStates = keepStates;
        this.keepOrphans = keepOrphans;
        this.clock = clock;
    }

    /** Does what is due to every table, one after the other. */
    public List<Done> run(Lake lake) {
        List<Done> done = new ArrayList<>();
        for (HistoryTable history : lake.histories()) {
            done.add(run(history.dataset(), history.table()));
        }
        return done;
    }

    private Done run(String dataset, Table table) {
        Instant now = clock.instant();
        int fewer = new Compaction(table).run();
        int before = states(table);
        table.expireSnapshots()
                .expireOlderThan(now.minus(keepStates).toEpochMilli())
                .retainLast(FEWEST_STATES)
                .commit();
        table.refresh();
        int let = before - states(table);
        int orphans = new Orphans(table).remove(now.minus(keepOrphans));
        return new Done(dataset, fewer, let, orphans);
    }

    private static int states(Table table) {
        return (int) java.util.stream.StreamSupport.stream(table.snapshots().spliterator(), false)
                .count();
    }
}
