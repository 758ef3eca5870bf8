package shopstream.app;

import java.time.Clock;
import java.util.Locale;
import shopstream.app.configuration.Shop;
import shopstream.app.http.PlatformStatus;
import shopstream.contracts.EventContract;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.recommender.declared.Recommending;
import shopstream.transformations.flink.ModelRunner;
import shopstream.transformations.profiles.ProfileJob;
import shopstream.transformations.profiles.ProfileState;
import shopstream.transformations.profiles.SoldLines;

/** The folding of profiles while the program runs, in the cluster of the models. */
final class RunningProfiles implements AutoCloseable {
    /** Where its checkpoints are, below the data directory; they follow from the log. */
    static final String FOLDER = "profiles";

    private final ProfileJob job;
    private final MartCatalog marts;

    private RunningProfiles(ProfileJob job, MartCatalog marts) {
        this.job = job;
        this.marts = marts;
    }

    /**
     * @param shop which may say where it is told what was sold
     * @param models which must run, with {@link ProfileJob#SLOTS} to spare
     */
    static RunningProfiles start(
            EventContract events, Shop shop, DataDirectory directory, LogAddress log, ModelRunner models, Clock clock) {
        MartCatalog marts = new MartCatalog(log);
        return new RunningProfiles(
                new ProfileJob(
                        directory.directory(FOLDER),
                        log,
                        events.dataset(),
                        shop.recommending()
                                .flatMap(Recommending::purchases)
                                .map(mart -> new SoldLines(mart, () -> marts.topic(mart.mart()))),
                        models.engine().orElseThrow(),
                        clock),
                marts);
    }

    PlatformStatus.Profiles status() {
        ProfileState state = job.state();
        String message = state.job().message();
        return new PlatformStatus.Profiles(
                state.job().condition().name().toLowerCase(Locale.ROOT),
                message.isEmpty() ? null : message,
                state.behind().isPresent() ? state.behind().getAsLong() : null);
    }

    @Override
    public void close() {
        job.close();
        marts.close();
    }
}
