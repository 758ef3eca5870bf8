package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.configuration.LakeConfiguration;
import shopstream.app.configuration.Shop;
import shopstream.app.outside.FileTree;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.WholeFile;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeRestoration;
import shopstream.lake.LakeStores;
import shopstream.transformations.lake.LakeState;
import shopstream.transformations.lake.LakeWriter;
import shopstream.transformations.model.Mart;

/** The lake while the program runs: written from the log. */
public final class RunningLake implements AutoCloseable {
    /** Where it is, below the data directory. */
    public static final String FOLDER = "lake";

    /** A copy of a lake that is to become this one, below the data directory. */
    static final String FROM_BACKUP = "lake-from-backup";

    private static final String JOB = "lake-job";

    private static final Logger LOG = LoggerFactory.getLogger(RunningLake.class);

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
        LakeConfiguration settings = shop.configuration().lake();
        LakeAddress address = LakeHome.of(
                directory.directory(FOLDER),
                settings.stores(),
                shop.configuration().place().file());
        takeBackup(directory, settings.stores());
        LakeWriter writer = new LakeWriter(
                directory.directory(JOB),
                address,
                log,
                shop.configuration().source().name(),
                present,
                marts(shop),
                settings.commitEvery(),
                completeness,
                clock);
        return new RunningLake(writer);
    }

    /** Whether anything is to be written: datasets whose contracts say so, or marts whose files do. */
    static boolean asked(Shop shop, List<Contract> present) {
        return present.stream().anyMatch(contract -> contract.lake().isPresent())
                || !marts(shop).isEmpty();
    }

    private static Set<String> marts(Shop shop) {
        return shop.models().marts().stream()
                .filter(Mart::keptInLake)
                .map(Mart::name)
                .collect(Collectors.toSet());
    }

    /** What a kill leaves half done is done again: until it is over, there is nothing else in the lake. */
    private static void takeBackup(DataDirectory directory, LakeStores stores) {
        Path backup = directory.root().resolve(FROM_BACKUP);
        if (!Files.exists(backup) || !stores.onDisk()) {
            return;
        }
        Path lake = directory.root().resolve(FOLDER);
        try {
            FileTree.delete(lake);
            long rows = new LakeRestoration(backup).into(LakeAddress.in(lake));
            LOG.info("The lake was restored, {} rows", rows);
            Path done = backup.resolveSibling(FROM_BACKUP + "-done");
            WholeFile.move(backup, done);
            FileTree.delete(done);
        } catch (IOException e) {
            throw new Refusal(
                    "The lake cannot be restored from " + backup + ": " + e.getMessage(),
                    "Mend that and start again, or delete that folder: the history then begins anew.");
        }
    }

    LakeState state() {
        return writer.state();
    }

    /** Has what was read so far committed now, instead of at the next turn. */
    void commitSoon() {
        writer.hurry();
    }

    /** @see LakeWriter#awaitHeld */
    boolean awaitHeld(Instant moment, Duration patience) throws InterruptedException {
        return writer.awaitHeld(moment, patience);
    }

    @Override
    public void close() {
        writer.close();
    }
}
