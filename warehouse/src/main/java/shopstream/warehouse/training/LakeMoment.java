package shopstream.warehouse.training;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;

/**
 * What is read of a lake: one state of each history, and of that what was known at one moment.
 *
 * @param asOf the moment; without one, everything that the states hold
 */
public record LakeMoment(List<Dataset> datasets, Optional<Instant> asOf) {
    public LakeMoment {
        datasets = List.copyOf(datasets);
    }

    /** @param state its number; the state without any row where it is empty */
    public record Dataset(HistoryTable history, Optional<Long> state) {
        String name() {
            return history.dataset();
        }
    }

    /** The newest states. */
    public static LakeMoment newest(Lake lake, Optional<Instant> asOf) {
        return new LakeMoment(
                lake.histories().stream()
                        .map(history -> new Dataset(history, history.newest().map(HistoryTable.State::id)))
                        .toList(),
                asOf);
    }

    /** The states of before, as a manifest tells them. @throws TrainingProblem when one of them was let go since */
    public static LakeMoment of(Lake lake, Map<String, Long> states, Optional<Instant> asOf) {
        return new LakeMoment(
                lake.histories().stream()
                        .map(history -> new Dataset(history, kept(history, states)))
                        .toList(),
                asOf);
    }

    private static Optional<Long> kept(HistoryTable history, Map<String, Long> states) {
        Optional<Long> state = Optional.ofNullable(states.get(history.dataset()));
        state.ifPresent(id -> {
            if (history.states().stream().noneMatch(each -> each.id() == id)) {
                throw new TrainingProblem(
                        "The state " + id + " of " + history.dataset() + " is no longer kept.",
                        "Build from the newest states with --as-of: rows are never rewritten, only states are let go.");
            }
        });
        return state;
    }

    /** The states by dataset; those without a row are left out. */
    Map<String, Long> states() {
        Map<String, Long> states = new TreeMap<>();
        datasets.forEach(dataset -> dataset.state().ifPresent(id -> states.put(dataset.name(), id)));
        return states;
    }
}
