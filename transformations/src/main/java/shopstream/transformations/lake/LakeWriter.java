package shopstream.transformations.lake;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.JobGroups;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LogFailure;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeProblem;
import shopstream.lake.StoreProblem;
import shopstream.lake.StoreTrial;
import shopstream.transformations.engine.CheckpointFolder;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.WatchedJob;

/** Keeps the histories of the lake written from the log, as long as it is open. */
public final class LakeWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeWriter.class);
    private static final long WATCH_MILLIS = 1000;
    private static final long FOLLOW_SECONDS = 20;
    private static final long STOP_SECONDS = 10;

    private final LakeAddress address;
    private final LogAddress log;
    private final List<LoggedTable> datasets;
    private final Set<String> marts;
    private final List<Contract> contracts;
    private final Completeness completeness;
    private final Clock clock;
    private final FlinkEngine engine;
    private final CheckpointFolder checkpoints;
    private final Duration every;
    private final WatchedJob job;
    private final Setback setback;
    private Lake lake;
    private LakeProgress progress;
    private volatile Set<String> written = Set.of();
    private volatile Optional<String> away = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();
    private volatile Optional<Instant> heldTo = Optional.empty();
    private volatile Optional<Instant> lastCommit = Optional.empty();
    private volatile Map<String, Long> rows = Map.of();
    private volatile LakeState state;
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(3, work -> {
        Thread thread = new Thread(work, "lake-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts writing datasets alone. */
    public LakeWriter(
            Path directory,
            LakeAddress address,
            LogAddress log,
            String source,
            List<Contract> contracts,
            Duration every,
            Completeness completeness,
            Clock clock) {
        this(directory, address, log, source, contracts, Set.of(), every, completeness, clock);
    }

    /**
     * Starts writing; {@link #state} tells what became of it.
     *
     * @param directory of the job's own state, nobody else's
     * @param source whose datasets they are
     * @param contracts of which those are written that are marked for the lake; their topics must be there
     * @param marts whose rows are kept too, of each edition that the log knows
     * @param every how far two commits lie apart, at most
     * @param completeness what the log knows of how far its sources were read
     */
    public LakeWriter(
            Path directory,
            LakeAddress address,
            LogAddress log,
            String source,
            List<Contract> contracts,
            Set<String> marts,
            Duration every,
            Completeness completeness,
            Clock clock) {
        this.address = address;
        this.log = log;
        this.marts = Set.copyOf(marts);
        this.contracts = List.copyOf(contracts);
        this.every = every;
        this.completeness = completeness;
        this.clock = clock;
        datasets = contracts.stream()
                .filter(contract -> contract.lake().isPresent())
                .map(contract -> new LoggedTable(log.names().dataset(source, contract.dataset()), contract, false))
                .toList();
        engine = FlinkEngine.start(1, directory);
        checkpoints = new CheckpointFolder(directory.resolve("checkpoints"));
        job = new WatchedJob("The lake's writing", "lake", engine, checkpoints, this::beginning, clock);
        setback = new Setback(clock, every);
        job.start();
        tell();
        watch.scheduleWithFixedDelay(this::askStorage, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        if (!this.marts.isEmpty()) {
            watch.scheduleWithFixedDelay(this::followEditions, FOLLOW_SECONDS, FOLLOW_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Its storage or its catalog may be away when the program starts: then it is tried again. */
    private WatchedJob.Beginning beginning() {
        try {
            List<LoggedTable> editions = MartHistories.of(log, marts, contracts);
            List<LoggedTable> tables =
                    Stream.concat(datasets.stream(), editions.stream()).toList();
            written = names(editions);
            Lake open = lake();
            forgetRead();
            WatchedJob.Beginning beginning = new WatchedJob.Beginning(
                    new LakeGraph(address, open, log, tables).graph(checkpoints.directory(), every), Optional.empty());
            begun(new LakeProgress(open, tables, completeness));
            return beginning;
        } catch (RuntimeException e) {
            throw new IllegalStateException(said(e).orElse(e.getMessage()));
        }
    }

    /** What was read for another lake, or died on its way into this one, is not read yet for whoever waits. */
    private void forgetRead() {
        try {
            JobGroups.forget(log, log.names().lakeGroup());
        } catch (LogFailure refused) {
            LOG.warn("{}", refused.getMessage());
        }
    }

    private static Set<String> names(List<LoggedTable> editions) {
        return editions.stream().map(edition -> edition.contract().dataset()).collect(Collectors.toSet());
    }

    /** Editions come and expire. A job that falls over a topic that is gone would go on falling. */
    private void followEditions() {
        try {
            if (!names(MartHistories.of(log, marts, contracts)).equals(written)) {
                LOG.info("The lake's writing begins anew: the editions of its marts have changed");
                job.beginAnew();
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot follow the editions of marts: {}", e.getMessage());
        }
    }

    private synchronized Lake lake() {
        if (lake == null) {
            lake = Lake.open(address);
        }
        return lake;
    }

    private synchronized void begun(LakeProgress now) {
        progress = now;
    }

    private static Optional<String> said(Throwable failure) {
        return StoreProblem.in(failure).map(LakeWriter::words);
    }

    private static String words(LakeProblem problem) {
        return problem.getMessage() + " " + problem.nextStep();
    }

    private void look() {
        // Whoever reads a table whose storage does not answer asks it again and again, for more than a minute.
        if (away.isPresent()) {
            return;
        }
        Optional<String> failed = Optional.empty();
        try {
            job.watch();
            failed = job.failure()
                    .map(error -> said(error).orElseGet(() -> "It is tried again after: " + WatchedJob.reason(error)));
            LakeProgress begun = progress();
            if (begun != null && failed.isEmpty()) {
                begun.look();
                heldTo = begun.heldTo();
                lastCommit = begun.lastCommit().or(() -> lastCommit);
                rows = begun.rows();
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot look after the lake: {}", e.getMessage());
            failed = said(e);
        }
        failure = failed;
        tell();
    }

    /** On a thread of its own: a look that began before the storage went away may last longer than people wait. */
    private void askStorage() {
        away = StoreTrial.absence(address).map(LakeWriter::words);
        tell();
    }

    private void tell() {
        synchronized (setback) {
            state = new LakeState(job(away.or(() -> failure), rows), heldTo, completeness.loggedTo(), lastCommit, rows);
        }
    }

    private synchronized LakeProgress progress() {
        return progress;
    }

    /** How the job stands, with why it does not get on where it is begun again and again. */
    private JobState job(Optional<String> because, Map<String, Long> written) {
        JobState now = job.state();
        return setback.now(because, written)
                .filter(why -> away.isPresent() || now.message().isEmpty())
                .map(why -> new JobState(now.job(), now.condition(), why, now.since()))
                .orElse(now);
    }

    /** How it stands, as seen within the last second or two. */
    public LakeState state() {
        return state;
    }

    /**
     * Waits until the lake holds what was there of the datasets at a moment: what the source had committed, or what the log
     * holds now where the source is silent. Rows of marts are not waited for.
     *
     * @return whether it does; not when it took longer than the patience
     */
    public boolean awaitHeld(Instant moment, Duration patience) throws InterruptedException {
        List<String> topics = datasets.stream().map(LoggedTable::topic).toList();
        return new LakeWait(this, completeness, topics, log.names().lakeGroup(), clock).until(moment, patience);
    }

    /** Has what was read so far committed soon, instead of at the next turn; completes when that is under way. */
    public CompletableFuture<Void> hurry() {
        return job.checkpoint().orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public void close() {
        watch.shutdownNow();
        job.stop().completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        engine.close();
        synchronized (this) {
            if (lake != null) {
                lake.close();
            }
        }
    }
}
