package shopstream.transformations.profiles;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.JobGroups;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LogFailure;
import shopstream.eventlog.Topics;
import shopstream.eventlog.Unread;
import shopstream.eventlog.profiles.Profile;
import shopstream.transformations.engine.CheckpointFiles;
import shopstream.transformations.engine.CheckpointFolder;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.WatchedJob;

/**
 * Keeps profiles current from the events of the log, as long as it is open: in a cluster that runs already, from the newest
 * checkpoint on. Where there is none, or profiles are folded otherwise now than they were, they are folded anew from the log.
 */
public final class ProfileJob implements AutoCloseable {
    /** Between something that happens and the published profile that knows it, about; who serves visitors does not wait for it. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    /** The slots that it takes in its cluster. */
    public static final int SLOTS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ProfileJob.class);
    private static final long WATCH_MILLIS = 1000;

    /** How far it is behind is asked of the broker, which has other things to do. */
    private static final int WATCHES_PER_QUESTION = 5;

    private static final long STOP_SECONDS = 10;

    private final Path directory;
    private final LogAddress log;
    private final String events;
    private final Optional<SoldLines> sold;
    private final int fold;
    private final Duration every;
    private final Unread unread;
    private final FlinkEngine engine;
    private final WatchedJob job;
    private final CheckpointFolder checkpoints;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "profiles-watch");
        thread.setDaemon(true);
        return thread;
    });
    private int watched;
    private volatile Optional<ProfileGraph.Sold> reading = Optional.empty();
    private volatile OptionalLong behind = OptionalLong.empty();
    private volatile Optional<String> failure = Optional.empty();

    /**
     * Starts it; {@link #state} tells what became of that.
     *
     * @param directory of its checkpoints, nobody else's
     * @param dataset the events, as their contract calls them
     * @param sold empty where nothing says what was sold
     * @param engine that has {@link #SLOTS} free for it, and is closed after it
     */
    public ProfileJob(
            Path directory, LogAddress log, String dataset, Optional<SoldLines> sold, FlinkEngine engine, Clock clock) {
        this(directory, log, dataset, sold, engine, Profile.FOLD, EVERY, clock);
    }

    /** @param fold the version of what a profile does with an event */
    ProfileJob(
            Path directory,
            LogAddress log,
            String dataset,
            Optional<SoldLines> sold,
            FlinkEngine engine,
            int fold,
            Duration every,
            Clock clock) {
        this.directory = directory.toAbsolutePath();
        this.log = log;
        this.events = log.names().events(dataset);
        this.sold = sold;
        this.fold = fold;
        this.every = every;
        this.engine = engine;
        this.unread = new Unread(log);
        this.checkpoints = new CheckpointFolder(this.directory.resolve("fold-" + fold));
        this.job = new WatchedJob("The folding of profiles", "profiles", engine, checkpoints, this::beginning, clock);
        job.start();
        watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private WatchedJob.Beginning beginning() {
        String group = log.names().profilesGroup(fold);
        try (Topics topics = new Topics(log)) {
            int partitions = topics.partitions(events)
                    .orElseThrow(() -> new IllegalStateException(
                            "The log has no topic " + events + " yet: it is made when the collector of events starts"));
            topics.ensureLatest(log.names().profiles(), partitions);
        }
        for (Path other : CheckpointFolder.children(directory)) {
            if (!other.equals(checkpoints.directory())) {
                LOG.info("Profiles were folded by another version ({}): they are folded anew", other.getFileName());
                new CheckpointFolder(other).delete();
            }
        }
        Optional<CheckpointFolder.Checkpoint> newest = checkpoints.newest().filter(ProfileJob::isWhole);
        if (newest.isEmpty()) {
            checkpoints.delete();
            forget(group);
        }
        checkpoints.create();
        reading = sold().filter(now -> isThere(now.topic()));
        return new WatchedJob.Beginning(
                new ProfileGraph(log, events, group, reading, SLOTS).graph(checkpoints.directory(), every),
                newest,
                true);
    }

    /** What was sold, where the marts have it now. */
    private Optional<ProfileGraph.Sold> sold() {
        return sold.flatMap(lines -> lines.topic().get().map(topic -> new ProfileGraph.Sold(topic, lines.mart())));
    }

    private boolean isThere(String topic) {
        try (Topics topics = new Topics(log)) {
            return topics.exists(topic);
        }
    }

    /** Or it would be said to have read what it has yet to read. On a cluster of one's own the right to it may be missing. */
    private void forget(String group) {
        try {
            JobGroups.forgetProfilesBut(log, fold);
            JobGroups.forget(log, group);
        } catch (LogFailure refused) {
            LOG.warn("{}", refused.getMessage());
        }
    }

    private static boolean isWhole(CheckpointFolder.Checkpoint checkpoint) {
        Optional<String> damage = CheckpointFiles.damage(checkpoint.path());
        damage.ifPresent(what -> LOG.warn("A checkpoint is damaged: {}. Profiles are folded anew from the log.", what));
        return damage.isEmpty();
    }

    private void look() {
        try {
            job.watch();
            failure = job.failure().map(error -> "It is tried again after: " + WatchedJob.reason(error));
            if (watched++ % WATCHES_PER_QUESTION == 0) {
                behind = unread.by(log.names().profilesGroup(fold), events);
                followSales();
            }
        } catch (LogFailure silent) {
            behind = OptionalLong.empty();
        } catch (RuntimeException e) {
            LOG.warn("Cannot look after the folding of profiles: {}", e.getMessage());
        }
    }

    /** The mart's model has changed, or has its first rows. */
    private void followSales() {
        Optional<ProfileGraph.Sold> now = sold();
        if (now.isPresent() && !now.equals(reading) && isThere(now.get().topic())) {
            LOG.info("Profiles take what was sold from {}", now.get().topic());
            job.beginAnew();
        }
    }

    /** How it stands, as seen within the last seconds. */
    public ProfileState state() {
        JobState now = job.state();
        JobState told = failure.filter(why -> now.message().isEmpty())
                .map(why -> new JobState(now.job(), now.condition(), why, now.since()))
                .orElse(now);
        return new ProfileState(told, behind);
    }

    /** Whether all events, and all that was sold, that the log held a moment ago are in published profiles. */
    boolean isCurrent() {
        Optional<ProfileGraph.Sold> now = sold().filter(from -> isThere(from.topic()));
        return isRead(events)
                && now.equals(reading)
                && now.map(from -> isRead(from.topic())).orElse(true);
    }

    private boolean isRead(String topic) {
        return unread.by(log.names().profilesGroup(fold), topic).equals(OptionalLong.of(0));
    }

    /** Stops it, with a last checkpoint where that is quick. */
    @Override
    public void close() {
        watch.shutdownNow();
        job.stop().completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        unread.close();
    }
}
