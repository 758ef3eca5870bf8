package shopstream.transformations.flink;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.JobState.Condition;

/** One mart while the models run: its editions as the log has them, and the jobs of those that are kept going. */
final class MartRun {
    private final EditionJobs maker;
    private final FlinkEngine engine;
    private final Clock clock;
    private final String remark;
    private final Map<String, MartJob> jobs = new HashMap<>();
    private DeclaredMart mart;

    /** @param remark what is to be said of the mart while all goes well; empty for nothing */
    MartRun(DeclaredMart mart, EditionJobs maker, FlinkEngine engine, Clock clock, String remark) {
        this.mart = mart;
        this.maker = maker;
        this.engine = engine;
        this.clock = clock;
        this.remark = remark;
        going(mart).forEach(edition -> jobs.put(edition.topic(), maker.of(edition, engine)));
    }

    /** The slots that a mart's jobs need at once, also after going back. */
    static int slots(DeclaredMart mart) {
        int now = going(mart).stream().mapToInt(MartRun::parallelism).sum();
        int most = mart.editions().stream().mapToInt(MartRun::parallelism).max().orElse(1);
        return Math.max(now, most);
    }

    DeclaredMart mart() {
        return mart;
    }

    Collection<MartJob> jobs() {
        return List.copyOf(jobs.values());
    }

    JobState state() {
        JobState state =
                mart.current().map(this::state).orElseGet(() -> stopped(Condition.STARTING, "It has no edition yet"));
        return state.message().isEmpty() ? new JobState(state.job(), state.condition(), remark, state.since()) : state;
    }

    List<EditionState> editions() {
        return mart.editions().stream()
                .map(edition -> new EditionState(
                        mart.name(),
                        edition.topic(),
                        edition.fingerprint(),
                        edition.role(),
                        state(edition),
                        edition.since(),
                        Optional.ofNullable(edition.keptUntil()),
                        edition.insteadOf() != null))
                .toList();
    }

    /**
     * Takes note of what the log now says: stops the jobs of editions that are no longer to go on, then starts those that
     * are.
     *
     * @return the end of the jobs stopped, by topic
     */
    Map<String, CompletableFuture<Void>> become(DeclaredMart next) {
        mart = next;
        Map<String, CompletableFuture<Void>> stopping = new HashMap<>();
        List<String> wanted = going(next).stream().map(MartEdition::topic).toList();
        for (String topic : List.copyOf(jobs.keySet())) {
            if (!wanted.contains(topic)) {
                stopping.put(topic, jobs.remove(topic).stop());
            }
        }
        CompletableFuture<Void> stopped =
                CompletableFuture.allOf(stopping.values().toArray(CompletableFuture[]::new));
        for (MartEdition edition : going(next)) {
            if (!jobs.containsKey(edition.topic())) {
                MartJob job = maker.of(edition, engine);
                jobs.put(edition.topic(), job);
                // Not before: the two share slots.
                stopped.thenRunAsync(job::start);
            }
        }
        return stopping;
    }

    private JobState state(MartEdition edition) {
        MartJob job = jobs.get(edition.topic());
        return job == null ? stopped(Condition.STOPPED, "") : job.state();
    }

    private JobState stopped(Condition condition, String message) {
        return new JobState(mart.name(), condition, message, clock.instant());
    }

    private static List<MartEdition> going(DeclaredMart mart) {
        List<MartEdition> going = new ArrayList<>(mart.editions());
        going.removeIf(edition -> edition.role() == Role.KEPT);
        return going;
    }

    private static int parallelism(MartEdition edition) {
        return edition.script() == null ? 1 : edition.script().parallelism();
    }
}
