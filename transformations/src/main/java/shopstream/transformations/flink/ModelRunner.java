package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.Topics;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.JobState.Condition;
import shopstream.transformations.flink.FolderPlans.Idle;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Models;

/**
 * Runs each mart as a job of its own, from the newest checkpoint on. One model that fails stops only itself. A model that
 * changed runs beside the one before until a warehouse shows it.
 */
public final class ModelRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRunner.class);
    private static final long WATCH_MILLIS = 250;
    private static final long FOLLOW_MILLIS = 1000;
    private static final long STOP_SECONDS = 10;

    private final Path directory;
    private final LogAddress log;
    private final String source;
    private final List<InputTable> inputs;
    private final Rebuilding rebuilding;
    private final Clock clock;
    private final String version;
    private final Map<String, MartRun> runs = new LinkedHashMap<>();
    private final Map<String, JobState> idle = new LinkedHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "model-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<MartJob> going = List.of();
    private CheckpointPulse pulse;
    private FlinkEngine engine;
    private MartCatalog catalog;
    private Topics topics;
    private Remains remains;

    /**
     * Prepares to run; nothing is started yet.
     *
     * @param directory where state is kept, nobody else's
     * @param source whose datasets the models read
     * @param inputs all that they may read
     */
    public ModelRunner(
            Path directory,
            LogAddress log,
            String source,
            List<InputTable> inputs,
            Rebuilding rebuilding,
            Clock clock) {
        this(directory, log, source, inputs, rebuilding, clock, Fingerprint.ENGINE);
    }

    /** @param version of Flink that the state is to be of */
    ModelRunner(
            Path directory,
            LogAddress log,
            String source,
            List<InputTable> inputs,
            Rebuilding rebuilding,
            Clock clock,
            String version) {
        this.directory = directory.toAbsolutePath();
        this.log = log;
        this.source = source;
        this.inputs = List.copyOf(inputs);
        this.rebuilding = rebuilding;
        this.clock = clock;
        this.version = version;
    }

    /**
     * Starts the job of every mart and returns when they are submitted; {@link #states} tells what became of them. The
     * topics of the datasets must be there.
     *
     * @param missingDatasets datasets that the source lacks: marts that read them stay off
     */
    public void run(Models models, Set<String> missingDatasets) {
        run(FolderPlans.of(models, inputs, missingDatasets, version), 0);
    }

    /**
     * The same with what was planned before.
     *
     * @param further slots of the cluster, for jobs that are of no model
     */
    public synchronized void run(FolderPlans plans, int further) {
        if (engine != null) {
            throw new IllegalStateException("The models run already: make a new ModelRunner");
        }
        catalog = new MartCatalog(log);
        topics = new Topics(log);
        remains = new Remains(directory, topics, log);
        EditionJobs maker = new EditionJobs(directory, log, source, rebuilding, clock, version);
        Map<String, DeclaredMart> marts = declared();
        FolderEditions editions = new FolderEditions(directory, log, source, topics, maker, clock);
        for (MartPlan plan : plans.ready()) {
            String name = plan.mart().name();
            marts.put(name, editions.begin(plan, marts.getOrDefault(name, new DeclaredMart(name, List.of()))));
        }
        Map<String, DeclaredMart> before = new TreeMap<>();
        catalog.all().forEach(mart -> before.put(mart.name(), mart));
        marts.values().stream()
                .filter(mart -> !mart.equals(before.get(mart.name())))
                .forEach(catalog::publish);
        new RollbackWishes(directory).clear();
        remains.clearAllBut(marts.values());
        Leftovers.abort(log, groups(marts.values()));
        List<DeclaredMart> running = new ArrayList<>();
        plans.ready().forEach(plan -> running.add(marts.get(plan.mart().name())));
        for (Idle off : plans.idle()) {
            DeclaredMart known = marts.get(off.mart());
            if (off.condition() == Condition.FAILED
                    && known != null
                    && known.current().isPresent()) {
                running.add(known);
            } else {
                idle.put(off.mart(), new JobState(off.mart(), off.condition(), off.why(), clock.instant()));
            }
        }
        engine = FlinkEngine.start(
                further + Math.max(1, running.stream().mapToInt(MartRun::slots).sum()), directory);
        running.forEach(
                mart -> runs.put(mart.name(), new MartRun(mart, maker, engine, clock, plans.remark(mart.name()))));
        // Planning is most of a start's work and takes one core: the jobs are planned side by side.
        CompletableFuture.allOf(jobs().map(job -> CompletableFuture.runAsync(job::start))
                        .toArray(CompletableFuture[]::new))
                .join();
        going = jobs().toList();
        pulse = new CheckpointPulse(log, () -> going);
        watch.scheduleWithFixedDelay(this::watchJobs, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(this::followWarehouse, FOLLOW_MILLIS, FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The cluster, for further jobs; none before the models run. It stops with them. */
    public synchronized Optional<FlinkEngine> engine() {
        return Optional.ofNullable(engine);
    }

    /** What each mart does now, by name: the edition that is to be shown, where there are several. */
    public synchronized Map<String, JobState> states() {
        Map<String, JobState> states = new TreeMap<>(idle);
        runs.forEach((name, run) -> states.put(name, run.state()));
        return states;
    }

    /** All editions of all marts. */
    public synchronized List<EditionState> editions() {
        return runs.values().stream().flatMap(run -> run.editions().stream()).toList();
    }

    /**
     * Takes a mart back to the edition before, at once; or gives up the one being built. The folder's model is not built
     * again until it changes.
     *
     * @throws IllegalArgumentException when there is no such mart, or no edition to go back to; with the next step
     */
    public synchronized void rollback(String mart) {
        followWarehouse();
        MartRun run = runs.get(mart);
        if (run == null) {
            throw new IllegalArgumentException(
                    "There is no mart " + mart + " running. Running are " + String.join(", ", runs.keySet()) + ".");
        }
        DeclaredMart back = Succession.back(run.mart(), clock.instant(), keptUntil())
                .orElseThrow(() -> new IllegalArgumentException("The mart " + mart
                        + " has no earlier edition to go back to: it was not changed, or the earlier one was kept for "
                        + rebuilding.keepOld().toHours() + " hours and is gone."));
        LOG.info("Mart {} is taken back", mart);
        become(run, back);
    }

    /** Stops all jobs, with a last checkpoint where that is quick. */
    @Override
    public synchronized void close() {
        watch.shutdownNow();
        if (pulse != null) {
            pulse.close();
            pulse = null;
        }
        if (engine != null) {
            CompletableFuture.allOf(jobs().map(MartJob::stop).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
            engine.close();
            engine = null;
        }
        if (catalog != null) {
            catalog.close();
            topics.close();
            catalog = null;
        }
    }

    /** The marts as the log has them, brought up to now: what a warehouse shows, what was wished for, what has expired. */
    private Map<String, DeclaredMart> declared() {
        Map<String, String> shown = catalog.shown();
        List<String> wishes = new RollbackWishes(directory).marts();
        Map<String, DeclaredMart> marts = new LinkedHashMap<>();
        for (DeclaredMart mart : catalog.all()) {
            DeclaredMart now = followed(mart, shown);
            if (wishes.contains(mart.name())) {
                LOG.info("Mart {} is taken back, as was wished before this start", mart.name());
                now = Succession.back(now, clock.instant(), keptUntil()).orElse(now);
            }
            marts.put(mart.name(), Succession.expire(now, clock.instant()));
        }
        return marts;
    }

    private DeclaredMart followed(DeclaredMart mart, Map<String, String> shown) {
        return mart.building()
                .filter(built -> built.topic().equals(shown.get(mart.name())))
                .map(built -> Succession.follow(mart, clock.instant(), keptUntil()))
                .orElse(mart);
    }

    private synchronized void followWarehouse() {
        try {
            Map<String, String> shown = catalog.shown();
            for (MartRun run : runs.values()) {
                DeclaredMart next = Succession.expire(followed(run.mart(), shown), clock.instant());
                if (!next.equals(run.mart())) {
                    become(run, next);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot follow what the warehouse shows: {}", e.getMessage());
        }
    }

    private void become(MartRun run, DeclaredMart next) {
        DeclaredMart before = run.mart();
        catalog.publish(next);
        Map<String, CompletableFuture<Void>> stopping = run.become(next);
        going = jobs().toList();
        for (MartEdition gone : before.editions()) {
            if (next.edition(gone.topic()).isEmpty()) {
                stopping.getOrDefault(gone.topic(), CompletableFuture.completedFuture(null))
                        .thenRunAsync(() -> remains.clear(gone));
            }
        }
    }

    private Instant keptUntil() {
        return clock.instant().plus(rebuilding.keepOld());
    }

    private Stream<MartJob> jobs() {
        return runs.values().stream().flatMap(run -> run.jobs().stream());
    }

    private synchronized void watchJobs() {
        jobs().forEach(job -> {
            try {
                job.watch();
            } catch (RuntimeException e) {
                LOG.warn("Cannot look after model {}", job.state().job(), e);
            }
        });
    }

    private static List<String> groups(Collection<DeclaredMart> marts) {
        return marts.stream()
                .flatMap(mart -> mart.editions().stream())
                .map(edition -> edition.mart().jobGroup())
                .toList();
    }
}
