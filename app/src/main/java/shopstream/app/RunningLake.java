package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.lake.LakeAddress;
import shopstream.transformations.lake.LakeState;
import shopstream.transformations.lake.LakeWriter;

/** The lake while the program runs: written from the log. */
public final class RunningLake implements AutoCloseable {
    /** Where it is, below the data directory. */
    public static final String FOLDER = "lake";

    /** A file of the lake that nothing names by then was written by something that died. */
    public static final Duration LOST_AFTER = Duration.ofHours(24);

    private static final String JOB = "lake-job";

    private final LakeWriter writer;

    private RunningLake(LakeWriter writer) {
        this.writer = writer;
    }

    /** @param present contracts whose tables the source has */
    static RunningLake start(
            DataDirectory directory,
            LogAddress log,
            Shop shop,
            List<Contract> present,
            Completeness completeness,
            Clock clock) {
        ShopConfiguration.Lake settings = shop.configuration().lake();
        LakeWriter writer = new LakeWriter(
                directory.directory(JOB),
                LakeAddress.in(directory.directory(FOLDER)),
                log,
                shop.configuration().source().name(),
                present,
                settings.commitEvery(),
                completeness,
                clock);
        return new RunningLake(writer);
    }

    LakeState state() {
        return writer.state();
    }

    /** Has what was read so far committed now, instead of at the next turn. */
    void commitSoon() {
        writer.hurry();
    }

    @Override
    public void close() {
        writer.close();
    }
}
