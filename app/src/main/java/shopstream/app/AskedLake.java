package shopstream.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.warehouse.training.LakeMoment;

/** The lake of a data directory as questions read it: all that it holds now; opened when first asked for. */
public final class AskedLake implements Supplier<LakeMoment>, AutoCloseable {
    private final Path folder;
    private final Clock clock;
    private Lake lake;

    /** @param data the data directory, which may have no lake yet */
    public AskedLake(Path data, Clock clock) {
        this.folder = data.resolve(RunningLake.FOLDER);
        this.clock = clock;
    }

    @Override
    public synchronized LakeMoment get() {
        if (lake == null) {
            if (!Files.isDirectory(folder)) {
                return new LakeMoment(List.of(), clock.instant(), true);
            }
            lake = Lake.open(LakeAddress.in(folder));
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
