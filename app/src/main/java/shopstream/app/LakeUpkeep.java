package shopstream.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.Maintenance;

/** Maintains the lake now and then while the program runs. */
final class LakeUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeUpkeep.class);

    private final LakeAddress address;
    private final Maintenance maintenance;
    private final ScheduledExecutorService turns =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lake-upkeep"));

    LakeUpkeep(LakeAddress address, Maintenance maintenance, Duration every) {
        this.address = address;
        this.maintenance = maintenance;
        turns.scheduleWithFixedDelay(this::turn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try (Lake lake = Lake.open(address)) {
            List<Maintenance.Done> done = maintenance.run(lake);
            LOG.info("The lake was maintained: {}", done);
        } catch (RuntimeException e) {
            LOG.warn("The lake could not be maintained; it is tried again in time", e);
        }
    }

    @Override
    public void close() {
        turns.shutdownNow();
        try {
            turns.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
