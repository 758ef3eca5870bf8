package shopstream.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import shopstream.app.configuration.Environment;
import shopstream.lake.Lake;
import shopstream.warehouse.training.LakeMoment;

/** The lake of a data directory as questions read it: all that it holds now; opened when first asked for. */
public final class AskedLake implements Supplier<LakeMoment>, AutoCloseable {
    private final Path data;
    private final Clock clock;
    private Lake lake;

    /** @param data the data directory, which may have no lake yet */
    public AskedLake(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    @Override
    public synchronized LakeMoment get() {
        if (lake == null) {
            if (!Files.isDirectory(data.resolve(RunningLake.FOLDER))) {
                return new LakeMoment(List.of(), clock.instant(), true);
            }
            lake = Lake.open(LakeHome.address(data, Environment.ofProcess()));
        }
        return LakeMoment.now(lake, clock.instant());
    }

    @Override
    public synchronized void close() {
        if (lake != null) {
            lake.close();
        }
    }
}
