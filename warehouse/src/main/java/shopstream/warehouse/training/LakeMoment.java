package shopstream.warehouse.training;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;

/**
 * What is read of a lake: one state of each history, and of that what was known at one moment.
 *
 * @param asOf the moment
 * @param everything whether all that the states hold counts as known then; else only what was committed before
 */
public record LakeMoment(List<Dataset> datasets, Instant asOf, boolean everything) {
    public LakeMoment {
        datasets = List.copyOf(datasets);
        asOf = asOf.truncatedTo(ChronoUnit.MICROS);
    }

    /** @param state its number; the state without any row where it is empty */
    public record Dataset(HistoryTable history, Optional<Long> state) {
        /** What the dataset is called. */
        public String name() {
            return history.dataset();
        }
    }

    /** Of the newest states, what was known at a moment. */
    public static LakeMoment at(Lake lake, Instant asOf) {
        return new LakeMoment(newest(lake), asOf, false);
    }

    /** All that the newest states hold. @param now the moment at which it is known */
    public static LakeMoment now(Lake lake, Instant now) {
        return new LakeMoment(newest(lake), now, true);
    }

    /** The same of some datasets alone. */
    public static LakeMoment now(Lake lake, Collection<String> datasets, Instant now) {
        return new LakeMoment(newest(datasets.stream().map(lake::historyOf)), now, true);
    }

    private static List<Dataset> newest(Lake lake) {
        return newest(lake.histories().stream());
    }

    private static List<Dataset> newest(Stream<HistoryTable> histories) {
        return histories
                .map(history -> new Dataset(history, history.newest().map(HistoryTable.State::id)))
                .toList();
    }

    /** What a set was built from. @throws TrainingProblem when one of its states was let go since */
    public static LakeMoment of(Lake lake, Manifest.Origin origin) {
        return new LakeMoment(
                lake.histories().stream()
                        .map(history -> new Dataset(history, kept(history, origin.states())))
                        .toList(),
                origin.asOf(),
                origin.everything());
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

    /**
     * What of the changes was known, as a condition on their times. A time of whole seconds, as MariaDB's log has them, may
     * stand for a change that came any time within its second: it is known when that is over.
     */
    String known(String time) {
        return everything
                ? "true"
                : time + " + CASE epoch_us(" + time
                        + ") % 1000000 WHEN 0 THEN INTERVAL 1 SECOND ELSE INTERVAL 0 SECOND END <= " + Sql.moment(asOf);
    }

    /** The same moment of these datasets alone. */
    public LakeMoment only(Collection<String> names) {
        return new LakeMoment(
                datasets.stream()
                        .filter(dataset -> names.contains(dataset.name()))
                        .toList(),
                asOf,
                everything);
    }

    /** Keeps its states, so that what is built of them can be built again. @param at when it is built */
    void keep(Instant at) {
        datasets.forEach(
                dataset -> dataset.state().ifPresent(state -> dataset.history().keep(state, at)));
    }

    /**
     * Statements that make, in an empty database, a view of each dataset as it was known, {@code NAME_versions} of what was
     * known of its rows one after the other, and {@code NAME_history} of every change as it came.
     */
    public List<String> views() {
        List<String> statements = new ArrayList<>(AsOfViews.statements(this));
        datasets.forEach(dataset -> statements.add(AsOfViews.history(dataset)));
        return statements;
    }

    /** The files that those views read. */
    public List<Path> files() {
        return datasets.stream()
                .flatMap(dataset -> AsOfViews.paths(dataset).stream())
                .toList();
    }

    /** The states by dataset; those without a row are left out. */
    Map<String, Long> states() {
        Map<String, Long> states = new TreeMap<>();
        datasets.forEach(dataset -> dataset.state().ifPresent(id -> states.put(dataset.name(), id)));
        return states;
    }
}
