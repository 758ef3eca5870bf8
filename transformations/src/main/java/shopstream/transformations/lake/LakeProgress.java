package shopstream.transformations.lake;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;

/** How far the histories hold what the log holds, told from the histories themselves. For one thread. */
final class LakeProgress {
    private final Lake lake;
    private final LogAddress log;
    private final String source;
    private final List<Contract> contracts;
    private final Completeness completeness;
    private final Map<String, HistoryTable> histories = new HashMap<>();
    private final Map<String, Long> states = new HashMap<>();
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private final Map<String, Long> rows = new TreeMap<>();

    LakeProgress(Lake lake, LogAddress log, String source, List<Contract> contracts, Completeness completeness) {
        this.lake = lake;
        this.log = log;
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.completeness = completeness;
    }

    private String topic(Contract contract) {
        return log.names().dataset(source, contract.dataset());
    }

    /** Looks again at the histories that were written since. */
    void look() {
        for (Contract contract : contracts) {
            HistoryTable history = histories.computeIfAbsent(contract.dataset(), lake::historyOf);
            history.newest().ifPresent(state -> {
                Long before = states.put(contract.dataset(), state.id());
                if (before == null || before != state.id()) {
                    rows.put(contract.dataset(), state.rows());
                    history.held()
                            .forEach((partition, offset) ->
                                    held.put(new TopicPartition(topic(contract), partition), offset));
                }
            });
        }
    }

    Optional<Instant> heldTo() {
        return completeness.completeTo(contracts.stream().map(this::topic).toList(), held);
    }

    Map<String, Long> rows() {
        return Map.copyOf(rows);
    }
}
