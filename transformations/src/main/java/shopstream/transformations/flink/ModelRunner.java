package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Contract;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.Topics;
import shopstream.transformations.flink.MartState.Condition;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.Models;

/** Runs each mart as a job of its own, from the newest checkpoint on. One model that fails stops only itself. */
public final class ModelRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRunner.class);
    private static final int PARTITIONS = 2;
    private static final long WATCH_MILLIS = 250;
    private static final long STOP_SECONDS = 10;

    private final Path directory;
    private final LogAddress log;
    private final String source;
    private final List<Contract> contracts;
    private final Clock clock;
    private final Map<String, MartJob> jobs = new LinkedHashMap<>();
    private final Map<String, MartState> idle = new LinkedHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "model-watch");
        thread.setDaemon(true);
        return thread;
    });
    private FlinkEngine engine;

    /**
     * Prepares to run; nothing is started yet.
     *
     * @param directory where state is kept, nobody else's
     * @param source whose datasets the models read
     */
    public ModelRunner(Path directory, LogAddress log, String source, List<Contract> contracts, Clock clock) {
        this.directory = directory.toAbsolutePath();
        this.log = log;
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.clock = clock;
    }

    /**
     * Starts the job of every mart and returns when they are submitted; {@link #states} tells what became of them. The
     * topics of the datasets must be there.
     *
     * @param missingDatasets datasets that the source lacks: marts that read them stay off
     */
    public synchronized void run(Models models, Set<String> missingDatasets) {
        if (engine != null) {
            throw new IllegalStateException("The models run already: make a new ModelRunner");
        }
        List<MartPlan> plans = plans(models, missingDatasets);
        engine = FlinkEngine.start(
                Math.max(
                        1,
                        plans.stream()
                                .mapToInt(plan -> plan.mart().parallelism())
                                .sum()),
                directory);
        try (MartCatalog catalog = new MartCatalog(log);
                Topics topics = new Topics(log)) {
            Map<String, MartDeclaration> declared = new LinkedHashMap<>();
            catalog.all().forEach(mart -> declared.put(mart.name(), mart));
            List<String> groups = new ArrayList<>();
            for (MartPlan plan : plans) {
                groups.add(prepare(
                        plan,
                        models,
                        Optional.ofNullable(declared.get(plan.mart().name())),
                        topics,
                        catalog));
            }
            Leftovers.abort(log, groups);
        }
        // Planning is most of a start's work and takes one core: the jobs are planned side by side.
        CompletableFuture.allOf(jobs.values().stream()
                        .map(job -> CompletableFuture.runAsync(job::start))
                        .toArray(CompletableFuture[]::new))
                .join();
        watch.scheduleWithFixedDelay(this::watchAll, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What each mart does now, by name. */
    public synchronized Map<String, MartState> states() {
        Map<String, MartState> states = new TreeMap<>(idle);
        jobs.forEach((name, job) -> states.put(name, job.state()));
        return states;
    }

    /** Stops all jobs, with a last checkpoint where that is quick. */
    @Override
    public synchronized void close() {
        watch.shutdownNow();
        if (engine == null) {
            return;
        }
        CompletableFuture.allOf(jobs.values().stream().map(MartJob::stop).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        engine.close();
        engine = null;
    }

    private List<MartPlan> plans(Models models, Set<String> missing) {
        Problems problems = new Problems();
        List<MartPlan> plans = ModelCheck.plans(models, contracts, problems);
        List<MartPlan> ready = new ArrayList<>();
        for (Mart mart : models.marts()) {
            Optional<MartPlan> plan =
                    plans.stream().filter(found -> found.mart().equals(mart)).findFirst();
            Optional<String> absent = plan.flatMap(
                    found -> found.datasets().stream().filter(missing::contains).findFirst());
            if (plan.isEmpty()) {
                String why = problems.all().stream()
                        .map(Problem::toString)
                        .findFirst()
                        .orElse("It cannot be planned");
                idle.put(mart.name(), new MartState(mart.name(), Condition.FAILED, why, clock.instant()));
            } else if (absent.isPresent()) {
                idle.put(
                        mart.name(),
                        new MartState(
                                mart.name(),
                                Condition.OFF,
                                "The source has no table for " + absent.get(),
                                clock.instant()));
            } else {
                ready.add(plan.get());
            }
        }
        return ready;
    }

    private String prepare(
            MartPlan plan, Models models, Optional<MartDeclaration> declared, Topics topics, MartCatalog catalog) {
        Mart mart = plan.mart();
        Path own = directory.resolve(mart.name());
        MartGeneration generation = MartGeneration.of(plan, own, declared, topics, log.names(), clock);
        String topic = log.names().mart(mart.name(), generation.fingerprint());
        String group = log.names().jobGroup(mart.name(), generation.fingerprint());
        List<String> inputs = plan.datasets().stream()
                .map(dataset -> log.names().dataset(source, dataset))
                .toList();
        topics.ensureKeyed(
                topic,
                inputs.stream()
                        .flatMap(input -> topics.partitions(input).stream())
                        .max(Integer::compare)
                        .orElse(PARTITIONS));
        catalog.publish(new MartDeclaration(
                mart.name(),
                topic,
                group,
                inputs,
                mart.columns().stream()
                        .map(column ->
                                new MartColumn(column.name(), column.type().text(), column.description()))
                        .toList(),
                mart.key(),
                mart.references(),
                generation.fingerprint(),
                mart.description(),
                "exactly-once"));
        CheckpointFolder.children(own).stream()
                .filter(folder -> !folder.equals(generation.folder().directory()))
                .forEach(folder -> new CheckpointFolder(folder).delete());
        generation.folder().create();
        LogTables tables = new LogTables(log, source, group);
        jobs.put(
                mart.name(),
                new MartJob(
                        mart.name(),
                        engine,
                        generation.folder(),
                        () -> {
                            Configuration settings =
                                    JobSettings.job(mart, generation.folder().directory());
                            ModelScope scope = new ModelScope(settings, contracts);
                            scope.declare(tables, models, new Problems());
                            return scope.job(mart, tables, topic);
                        },
                        clock));
        return group;
    }

    private void watchAll() {
        for (MartJob job : List.copyOf(jobs.values())) {
            try {
                job.watch();
            } catch (RuntimeException e) {
                LOG.warn("Cannot look after model {}", job.state().mart(), e);
            }
        }
    }
}
