package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.app.configuration.Shop;
import shopstream.app.http.PlatformStatus;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.DatasetCounts;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.ProgressMark;
import shopstream.eventlog.TopicNames;
import shopstream.ingestion.database.DatabaseCapture;
import shopstream.ingestion.database.DatabaseSource;
import shopstream.ingestion.events.EventCounts;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.flink.ModelRunner;
import shopstream.transformations.model.Mart;
import shopstream.warehouse.Dependents;
import shopstream.warehouse.MartState;
import shopstream.warehouse.Warehouse;

/** Asks the parts how they are doing, whenever somebody wants to know. */
final class StatusBoard {
    private static final DatasetCounts NOTHING = new DatasetCounts(0, 0, 0, 0, 0);

    private final Shop shop;
    private final Set<String> missing;
    private final EventLog eventLog;
    private final Optional<String> loss;
    private final Completeness progress;
    private final Warehouse warehouse;
    private final Clock clock;
    private final LakeAlarm lakeAlarm;
    private volatile ModelRunner models;
    private volatile FollowedSource followed;
    private volatile RunningLake lake;
    private volatile EventCounts events;
    private volatile RunningRecommender recommender;
    private volatile RunningProfiles profiles;

    StatusBoard(
            Shop shop, Set<String> missing, OpenedLog log, Completeness progress, Warehouse warehouse, Clock clock) {
        this.shop = shop;
        this.missing = Set.copyOf(missing);
        this.eventLog = log.writer();
        this.loss = log.loss();
        this.progress = progress;
        this.warehouse = warehouse;
        this.clock = clock;
        this.lakeAlarm = new LakeAlarm(shop.configuration().lake().commitEvery(), clock);
    }

    void runs(ModelRunner runner) {
        models = runner;
    }

    void collects(EventCounts counts) {
        events = counts;
    }

    void recommends(RunningRecommender running) {
        recommender = running;
    }

    void writes(RunningLake running) {
        lake = running;
    }

    void folds(RunningProfiles running) {
        profiles = running;
    }

    void captures(DatabaseSource source, DatabaseCapture capture, SnapshotProgress progress) {
        followed = new FollowedSource(source, capture, progress);
    }

    long rowsRead() {
        FollowedSource now = followed;
        return now == null ? 0 : now.progress().total();
    }

    /** Why the source is not being read any further; nothing while it is. */
    Optional<String> hindrance() {
        return Optional.ofNullable(followed).flatMap(FollowedSource::hindrance);
    }

    /** Up to when the source has been read, by its own clock, once that was written down after {@code begun} by ours. */
    Optional<Instant> sourceTimeReadSince(Instant begun) {
        return progress.newestMark(shop.configuration().source().name())
                .filter(mark -> !mark.writtenAt().isBefore(begun))
                .map(ProgressMark::sourceTime);
    }

    /** The marts that are off for want of their tables, or have failed. */
    Set<String> martsThatCannotRun() {
        ModelRunner runner = models;
        return runner == null
                ? Set.of()
                : runner.states().entrySet().stream()
                        .filter(mart -> mart.getValue().condition() == JobState.Condition.OFF
                                || mart.getValue().condition() == JobState.Condition.FAILED)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    PlatformStatus status() {
        List<PlatformStatus.Mart> marts = marts();
        PlatformStatus.Lake written = lake();
        RunningRecommender recommending = recommender;
        return new PlatformStatus(
                PlatformState.of(marts, written),
                List.of(source()),
                datasets(),
                marts,
                written,
                events(),
                recommending == null ? null : recommending.status(),
                profiles(),
                recommending == null ? null : recommending.outputs().status());
    }

    /** The dashboards with figures that come from a dataset. */
    private List<String> dashboards(String dataset, List<MartState> kept) {
        String topic = new TopicNames(shop.configuration().log().prefix())
                .dataset(shop.configuration().source().name(), dataset);
        return kept.stream()
                .filter(mart -> mart.inputTopics().contains(topic))
                .flatMap(mart -> warehouse.dependents(mart.name()).stream())
                .map(Dependents::dashboard)
                .distinct()
                .toList();
    }

    private PlatformStatus.Source source() {
        String name = shop.configuration().source().name();
        FollowedSource now = followed;
        if (now == null) {
            return new PlatformStatus.Source(name, "starting", null, null, null, "The source is not being read yet");
        }
        Optional<ProgressMark> mark = progress.newestMark(name);
        return new PlatformStatus.Source(
                name,
                now.state(),
                mark.map(ProgressMark::lastChangeSeen).orElse(null),
                lag(mark.map(ProgressMark::sourceTime).orElse(null)),
                now.capture().logHeldBack().isPresent()
                        ? now.capture().logHeldBack().getAsLong()
                        : null,
                message(now));
    }

    /** What is to be said of the source, and of what the log had lost of it. */
    private String message(FollowedSource now) {
        String said = Stream.of(now.message(), loss).flatMap(Optional::stream).collect(Collectors.joining(" "));
        return said.isEmpty() ? null : said;
    }

    private List<PlatformStatus.Dataset> datasets() {
        Map<String, DatasetCounts> counts = eventLog.counts();
        List<MartState> kept = warehouse.marts();
        List<PlatformStatus.Dataset> datasets = new ArrayList<>();
        for (Contract contract : shop.contracts()) {
            DatasetCounts count = counts.getOrDefault(contract.dataset(), NOTHING);
            datasets.add(new PlatformStatus.Dataset(
                    contract.dataset(),
                    count.read(),
                    count.accepted(),
                    count.quarantined(),
                    count.stale(),
                    count.rows(),
                    missing.contains(contract.dataset()) ? "The source has no table " + contract.physicalName() : null,
                    dashboards(contract.dataset(), kept)));
        }
        return datasets;
    }

    private List<PlatformStatus.Mart> marts() {
        ModelRunner runner = models;
        Map<String, JobState> runs = runner == null ? Map.of() : runner.states();
        List<MartState> kept = warehouse.marts();
        List<PlatformStatus.Mart> marts = new ArrayList<>();
        for (Mart mart : shop.models().marts()) {
            var run = runs.get(mart.name());
            MartState state = kept.stream()
                    .filter(one -> one.name().equals(mart.name()))
                    .findFirst()
                    .orElse(null);
            Instant completeTo = state == null ? null : state.completeTo().orElse(null);
            String word = run == null ? "starting" : run.condition().name().toLowerCase(Locale.ROOT);
            String failure = state == null ? null : state.failure().orElse(null);
            marts.add(new PlatformStatus.Mart(
                    mart.name(),
                    state == null ? 0 : state.rows(),
                    completeTo,
                    lag(completeTo),
                    failure == null || !word.equals("running") ? word : "failed",
                    firstOf(run == null || run.message().isEmpty() ? null : run.message(), failure),
                    state == null ? null : rebuilding(mart.name(), state, runner),
                    failure != null || word.equals("failed") ? heldBack(mart.name()) : List.of()));
        }
        return marts;
    }

    /** Null where nothing is written to the lake, or not yet. */
    private PlatformStatus.Lake lake() {
        RunningLake running = lake;
        return running == null ? null : lakeAlarm.status(running.state());
    }

    /** Null where none are taken. */
    private PlatformStatus.Events events() {
        EventCounts now = events;
        if (now == null) {
            return null;
        }
        Map<String, Long> refused = new TreeMap<>();
        now.refused().forEach((why, count) -> refused.put(why.name().toLowerCase(Locale.ROOT), count));
        return new PlatformStatus.Events(now.accepted(), now.rejected(), refused);
    }

    /** Null where none are folded, or not yet. */
    private PlatformStatus.Profiles profiles() {
        RunningProfiles running = profiles;
        return running == null ? null : running.status();
    }

    private PlatformStatus.Rebuilding rebuilding(String mart, MartState state, ModelRunner runner) {
        return state.rebuilding()
                .map(rebuild -> new PlatformStatus.Rebuilding(
                        rebuild.progress(),
                        rebuild.since(),
                        runner.editions().stream()
                                .filter(edition -> edition.mart().equals(mart)
                                        && edition.role() == MartEdition.Role.BUILDING
                                        && !edition.state().message().isEmpty())
                                .map(edition -> edition.state().message())
                                .findFirst()
                                .orElse(waiting(rebuild))))
                .orElse(null);
    }

    /** Null while it waits for none. */
    private static String waiting(MartState.Rebuild rebuild) {
        return rebuild.waitsFor().isEmpty()
                ? null
                : "it is done, and is shown together with " + String.join(" and ", rebuild.waitsFor())
                        + " when that is done too";
    }

    private List<PlatformStatus.HeldBack> heldBack(String mart) {
        return warehouse.dependents(mart).stream()
                .map(each -> new PlatformStatus.HeldBack(each.dashboard(), each.everything(), each.titles()))
                .toList();
    }

    private static String firstOf(String one, String other) {
        return one == null ? other : one;
    }

    private Long lag(Instant moment) {
        return moment == null
                ? null
                : Math.max(0, Duration.between(moment, clock.instant()).toMillis());
    }
}
