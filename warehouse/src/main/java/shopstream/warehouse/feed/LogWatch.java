package shopstream.warehouse.feed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.StarStore;

/** Keeps asking the log which marts there are, and up to when each of them is complete. */
public final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final long CLAIM_EVERY_MILLIS = 200;
    private static final long CATALOG_EVERY_MILLIS = 1000;

    private final StarStore store;
    private final Frontier frontier;
    private final Applier applier;
    private final Runnable onProgress;
    private final Completeness completeness;
    private final MartCatalog catalog;
    private final ScheduledExecutorService pulse = Executors.newScheduledThreadPool(2, work -> {
        var thread = new Thread(work, "warehouse-watch");
        thread.setDaemon(true);
        return thread;
    });
    private List<MartDeclaration> followed = List.of();

    /** @param onProgress run when a mart has become more complete */
    public LogWatch(LogAddress log, StarStore store, Frontier frontier, Applier applier, Runnable onProgress) {
        this.store = store;
        this.frontier = frontier;
        this.applier = applier;
        this.onProgress = onProgress;
        this.completeness = new Completeness(log);
        this.catalog = new MartCatalog(log);
    }

    public void start() {
        pulse.scheduleWithFixedDelay(this::followCatalog, 0, CATALOG_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        pulse.scheduleWithFixedDelay(this::claim, 0, CLAIM_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks no more; what is being asked may still end. */
    public void stop() {
        pulse.shutdownNow();
    }

    private void followCatalog() {
        try {
            List<MartDeclaration> declared = catalog.all();
            boolean waiting = declared.stream()
                    .anyMatch(mart -> store.generations().stream()
                            .noneMatch(g -> g.mart().topic().equals(mart.topic())));
            if (waiting || !declared.equals(followed)) {
                followed = declared;
                applier.follow(declared);
            }
        } catch (RuntimeException e) {
            LOG.debug("The mart catalog does not answer: {}", e.getMessage());
        }
    }

    private void claim() {
        try {
            List<Generation> generations = store.generations();
            boolean moved =
                    claim(generations.stream().filter(Generation::current).toList());
            moved |= claim(generations.stream().filter(g -> !g.current()).toList());
            if (moved) {
                onProgress.run();
            }
        } catch (RuntimeException e) {
            LOG.debug("Completeness is not known: {}", e.getMessage());
        }
    }

    private boolean claim(List<Generation> generations) {
        if (generations.isEmpty()) {
            return false;
        }
        Map<String, Completeness.Claim> claims =
                completeness.claims(generations.stream().map(Generation::mart).toList());
        boolean moved = false;
        for (Generation generation : generations) {
            Completeness.Claim claim = claims.get(generation.mart().name());
            if (claim != null) {
                moved |= frontier.claimed(generation.table().name(), claim);
            }
        }
        return moved;
    }

    @Override
    public void close() {
        completeness.close();
        catalog.close();
    }
}
