package shopstream.transformations.lake;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import shopstream.eventlog.Completeness;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;

/** How far the histories hold what the log holds, told from the histories themselves. For one thread. */
final class LakeProgress {
    private final Lake lake;
    private final List<LoggedTable> tables;
    private final Completeness completeness;
    private final Map<String, HistoryTable> histories = new HashMap<>();
    private final Map<String, Long> states = new HashMap<>();
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private final Map<String, Long> rows = new TreeMap<>();
    private Optional<Instant> lastCommit = Optional.empty();

    LakeProgress(Lake lake, List<LoggedTable> tables, Completeness completeness) {
        this.lake = lake;
        this.tables = List.copyOf(tables);
        this.completeness = completeness;
    }

    /** Looks again at the histories that were written since. */
    void look() {
        for (LoggedTable table : tables) {
            String name = table.contract().dataset();
            HistoryTable history = histories.computeIfAbsent(name, lake::historyOf);
            history.newest().ifPresent(state -> {
                Long before = states.put(name, state.id());
                if (before == null || before != state.id()) {
                    rows.put(name, state.rows());
                    lastCommit = Stream.concat(lastCommit.stream(), history.lastWritten().stream())
                            .max(Comparator.naturalOrder());
                    history.held()
                            .forEach((partition, offset) ->
                                    held.put(new TopicPartition(table.topic(), partition), offset));
                }
            });
        }
    }

    /** Of the datasets: of a mart it is not known up to when a row of it holds. */
    Optional<Instant> heldTo() {
        return completeness.completeTo(
                tables.stream()
                        .filter(table -> !table.ofMart())
                        .map(LoggedTable::topic)
                        .toList(),
                held);
    }

    /** Of whatever table. */
    Optional<Instant> lastCommit() {
        return lastCommit;
    }

    Map<String, Long> rows() {
        return Map.copyOf(rows);
    }
}
