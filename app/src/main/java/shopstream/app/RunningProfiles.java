package shopstream.app;

import java.time.Clock;
import java.util.Locale;
import shopstream.app.http.PlatformStatus;
import shopstream.contracts.EventContract;
import shopstream.eventlog.LogAddress;
import shopstream.transformations.flink.ModelRunner;
import shopstream.transformations.profiles.ProfileJob;
import shopstream.transformations.profiles.ProfileState;

/** The folding of profiles while the program runs, in the cluster of the models. */
final class RunningProfiles implements AutoCloseable {
    /** Where its checkpoints are, below the data directory; they follow from the log. */
    static final String FOLDER = "profiles";

    private final ProfileJob job;

    private RunningProfiles(ProfileJob job) {
        this.job = job;
    }

    /** @param models which must run, with {@link ProfileJob#SLOTS} to spare */
    static RunningProfiles start(
            EventContract events, DataDirectory directory, LogAddress log, ModelRunner models, Clock clock) {
        return new RunningProfiles(new ProfileJob(
                directory.directory(FOLDER),
                log,
                events.dataset(),
                models.engine().orElseThrow(),
                clock));
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
    }
}
