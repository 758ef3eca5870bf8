package shopstream.lake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * Keeps the tables of a lake in shape while they are written: puts small files together, lets old states go, and removes
 * files that nothing names. The rows stay: every version of every row is in the newest state.
 */
public final class Maintenance {
    /** So many states stay in any case. */
    private static final int FEWEST_STATES = 10;

    private final Keeping keeping;
    private final Clock clock;

    /**
     * How long what may be needed stays.
     *
     * @param every how long any state can be read, by whoever has begun to
     * @param builtFrom how long a state that something was built from can be read, so that it can be built again
     * @param lost how long a file that no state names may still be on its way into one
     */
    public record Keeping(Duration every, Duration builtFrom, Duration lost) {
        public static final Keeping USUAL = new Keeping(Duration.ofHours(1), Duration.ofDays(7), Duration.ofHours(24));
    }

    /** What was done to a table. */
    public record Done(String dataset, int filesFewer, int statesFewer, int orphans) {}

    public Maintenance(Keeping keeping, Clock clock) {
        this.keeping = keeping;
        this.clock = clock;
    }

    /** Does what is due to every table, one after the other. */
    public List<Done> run(Lake lake) {
        List<Done> done = new ArrayList<>();
        run(lake, done::add);
        return done;
    }

    /**
     * Does what is due to every table, one after the other. One that it fails for holds up no other.
     *
     * @param told of each table as soon as it is done
     * @throws LakeProblem in the end, with the tables that it failed for and why
     */
    public void run(Lake lake, Consumer<Done> told) {
        Map<String, RuntimeException> failed = new LinkedHashMap<>();
        Map<String, Supplier<Table>> tables = new LinkedHashMap<>();
        lake.recommendationsIfAny()
                .ifPresent(delivered -> tables.put("outputs." + RecommendationTable.NAME, delivered::table));
        lake.datasets()
                .forEach(dataset ->
                        tables.put(dataset, () -> lake.historyOf(dataset).table()));
        tables.forEach((name, table) -> {
            try {
                told.accept(run(name, table.get()));
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failed.put(name, e);
            }
        });
        if (!failed.isEmpty()) {
            throw problem(failed);
        }
    }

    private static LakeProblem problem(Map<String, RuntimeException> failed) {
        List<String> words = new ArrayList<>();
        failed.forEach((dataset, failure) -> words.add(dataset + ": "
                + StoreProblem.in(failure).map(Throwable::getMessage).orElseGet(failure::toString)));
        RuntimeException first = failed.values().iterator().next();
        LakeProblem problem = new LakeProblem(
                "Not maintained: " + String.join("; ", words),
                StoreProblem.in(first)
                        .map(LakeProblem::nextStep)
                        .orElse("Nothing is lost, all other tables are done; it is tried again the next time."),
                first);
        failed.values().stream().skip(1).forEach(problem::addSuppressed);
        return problem;
    }

    private Done run(String dataset, Table table) {
        Instant now = clock.instant();
        int fewer = new Compaction(table).run();
        int before = states(table);
        new KeptStates(table).release(now.minus(keeping.builtFrom()));
        table.expireSnapshots()
                .expireOlderThan(now.minus(keeping.every()).toEpochMilli())
                .retainLast(FEWEST_STATES)
                .commit();
        table.refresh();
        int let = before - states(table);
        int orphans = new Orphans(table).remove(now.minus(keeping.lost()));
        return new Done(dataset, fewer, let, orphans);
    }

    private static int states(Table table) {
        return (int) java.util.stream.StreamSupport.stream(table.snapshots().spliterator(), false)
                .count();
    }
}
