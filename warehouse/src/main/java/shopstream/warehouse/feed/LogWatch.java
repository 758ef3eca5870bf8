package shopstream.warehouse.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;
import shopstream.eventlog.RightOfWay;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.StarStore;

/**
 * Keeps asking the log which marts there are, and up to when each of them is complete; notes there which editions are
 * shown.
 */
public final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final long CLAIM_EVERY_MILLIS = 200;
    private static final long CATALOG_EVERY_MILLIS = 1000;

    private final StarStore store;
    private final Frontier frontier;
    private final Applier applier;
    private final Completeness completeness;
    private final MartCatalog catalog;
    private final RightOfWay rightOfWay;
    private final Lateness lateness = new Lateness(System::nanoTime);
    private final ScheduledExecutorService pulse = Executors.newScheduledThreadPool(2, work -> {
        var thread = new Thread(work, "warehouse-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<DeclaredMart> followed = List.of();
    private volatile Map<String, Double> shares = Map.of();

    /** @param completeness closed with this */
    public LogWatch(LogAddress log, Completeness completeness, StarStore store, Frontier frontier, Applier applier) {
        this.store = store;
        this.frontier = frontier;
        this.applier = applier;
        this.completeness = completeness;
        this.catalog = new MartCatalog(log);
        this.rightOfWay = RightOfWay.of(log);
    }

    public void start() {
        pulse.scheduleWithFixedDelay(this::followCatalog, 0, CATALOG_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        pulse.scheduleWithFixedDelay(this::claim, 0, CLAIM_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks no more; what is being asked may still end. */
    public void stop() {
        pulse.shutdownNow();
    }

    /** The edition that a generation holds, as the log had it last. */
    public Optional<MartEdition> edition(Generation generation) {
        return followed.stream()
                .flatMap(mart -> mart.edition(generation.mart().topic()).stream())
                .findFirst();
    }

    /** The share of the way, from 0 to 1, that a generation which is being built has come; empty for others. */
    public Optional<Double> share(Generation generation) {
        return Optional.ofNullable(shares.get(generation.table().name()));
    }

    private void followCatalog() {
        try {
            List<DeclaredMart> declared = catalog.all();
            List<Generation> generations = store.generations();
            boolean waiting = declared.stream()
                    .flatMap(mart -> mart.editions().stream())
                    .anyMatch(edition -> edition.role() != Role.KEPT
                            && generations.stream()
                                    .noneMatch(g -> g.mart().topic().equals(edition.topic())));
            if (waiting || !declared.equals(followed)) {
                followed = declared;
                applier.follow(declared);
            }
            noteShown(generations);
            shares = shares(generations);
        } catch (RuntimeException e) {
            LOG.debug("The mart catalog does not answer: {}", e.getMessage());
        }
    }

    /** Whoever runs the models goes on with an old one until it hears that the new one is shown. */
    private void noteShown(List<Generation> generations) {
        Map<String, String> noted = catalog.shown();
        for (Generation generation : generations) {
            String topic = generation.mart().topic();
            if (generation.current()
                    && edition(generation).isPresent()
                    && !topic.equals(noted.get(generation.mart().name()))) {
                catalog.noteShown(generation.mart().name(), topic);
            }
        }
    }

    private Map<String, Double> shares(List<Generation> generations) {
        var now = new HashMap<String, Double>();
        for (Generation generation : generations) {
            if (!generation.current()
                    && edition(generation)
                            .filter(edition -> edition.role() == Role.BUILDING)
                            .isPresent()) {
                now.put(generation.table().name(), completeness.share(generation.mart(), generation.positions()));
            }
        }
        return Map.copyOf(now);
    }

    private void claim() {
        try {
            var ahead = new ArrayList<Generation>();
            for (Generation generation : store.generations()) {
                // What is kept stands where it was.
                if (generation.current()
                        || edition(generation)
                                .filter(edition -> edition.role() != Role.KEPT)
                                .isPresent()) {
                    ahead.add(generation);
                }
            }
            completeness.latestClaimed().ifPresent(frontier::notBeyond);
            while (!ahead.isEmpty()) {
                // Claims go by the mart's name: of several generations of one mart, each has its turn.
                var turn = new LinkedHashMap<String, Generation>();
                ahead.forEach(generation -> turn.putIfAbsent(generation.mart().name(), generation));
                ahead.removeAll(turn.values());
                claim(List.copyOf(turn.values()));
            }
            takeOrLeaveTheWay();
        } catch (RuntimeException e) {
            LOG.debug("Completeness is not known: {}", e.getMessage());
        }
    }

    /** Who reads the same rows for something else waits while figures are late. */
    private void takeOrLeaveTheWay() {
        Map<String, Instant> shown = new HashMap<>();
        for (Generation generation : store.generations()) {
            if (generation.current()) {
                String table = generation.table().name();
                frontier.completeTo(table).ifPresent(time -> shown.put(table, time));
            }
        }
        rightOfWay.take(completeness
                .latestClaimed()
                .filter(claimed -> lateness.isLate(claimed, shown))
                .isPresent());
    }

    private void claim(List<Generation> generations) {
        Map<String, Completeness.Claim> claims =
                completeness.claims(generations.stream().map(Generation::mart).toList());
        for (Generation generation : generations) {
            Completeness.Claim claim = claims.get(generation.mart().name());
            if (claim != null) {
                frontier.claimed(generation.table().name(), claim);
            }
        }
    }

    @Override
    public void close() {
        rightOfWay.take(false);
        completeness.close();
        catalog.close();
    }
}
