package shopstream.recommender.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.profiles.Interaction;
import shopstream.eventlog.profiles.Sale;
import shopstream.eventlog.profiles.VisitorEvent;
import shopstream.eventlog.profiles.VisitorEventReader;
import shopstream.eventlog.profiles.Visitors;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.eventlog.rows.Row;
import shopstream.recommender.declared.CustomerTable;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.own.FeatureRows;
import shopstream.recommender.own.OwnFeatures;

/**
 * Everything that recommendations are worked out from, as of the last record that was taken. One thread takes records; any
 * number of others read its parts meanwhile.
 */
public final class LiveShop {
    private static final Logger LOG = LoggerFactory.getLogger(LiveShop.class);
    /** An order's event is on its way for so long at most, usually. */
    private static final Duration TELLING = Duration.ofMinutes(10);

    private static final Duration COUNTED_EVERY = Duration.ofSeconds(10);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Recommending declared;
    private final Optional<OwnFeatures> own;
    private final Catalog catalog;
    private final Visitors visitors = new Visitors();
    private final Companions companions = new Companions();
    private final Popularity popularity;
    private final Regions regions;
    private final Histories histories = new Histories();
    private final VisitorEventReader events = new VisitorEventReader();
    private final Clock clock;
    private long forgottenOn = Long.MIN_VALUE;
    private volatile long firstEvent = Long.MAX_VALUE;
    private Visitors.OrdersTold counted = new Visitors.OrdersTold(0, 0);
    private long countedAt;
    private volatile long unreadable;

    /** @param clock by which what is to come is told from what was */
    public LiveShop(Recommending declared, Clock clock) {
        this(declared, Optional.empty(), clock);
    }

    /** @param own is told of products and customers as well */
    public LiveShop(Recommending declared, Optional<OwnFeatures> own, Clock clock) {
        this.own = own;
        this.declared = declared;
        this.clock = clock;
        this.catalog = new Catalog(declared.products());
        this.popularity = new Popularity(clock);
        this.regions = new Regions(declared.customers(), popularity);
        visitors.forgetOrders(clock.millis());
    }

    public Catalog catalog() {
        return catalog;
    }

    public Visitors visitors() {
        return visitors;
    }

    public Companions companions() {
        return companions;
    }

    public Popularity popularity() {
        return popularity;
    }

    public Regions regions() {
        return regions;
    }

    public Histories histories() {
        return histories;
    }

    /** How many records could not be read; their number and the first one's reason are in the log file. */
    public long unreadable() {
        return unreadable;
    }

    /** What takes one record. */
    private interface Taking {
        void take() throws IOException;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread takes
    private void take(String of, Taking taking) {
        try {
            taking.take();
        } catch (IOException | RuntimeException foreign) {
            if (unreadable++ == 0) {
                LOG.warn("A record of {} is passed over: {}", of, foreign.getMessage());
            }
        }
    }

    /** A record of the events. */
    public void event(byte[] value) {
        take("the events", () -> {
            VisitorEvent event = events.read(value);
            firstEvent = Math.min(firstEvent, event.millis());
            String visitor = event.browser().or(event::user).orElse("");
            visitors.add(event).forEach(fresh -> interaction(visitor, fresh));
            forget(event.millis());
        });
    }

    /** Once a day of events, what nobody can be reminded of any more. */
    private void forget(long millis) {
        long day = Math.floorDiv(millis, DAY_MILLIS);
        if (day > forgottenOn && day <= popularity.today()) {
            forgottenOn = day;
            visitors.forgetBrowsersBefore((day - Popularity.DAYS) * DAY_MILLIS);
            visitors.forgetOrders(clock.millis());
        }
    }

    private void interaction(String visitor, Interaction did) {
        // What was bought is counted where the database tells of it, so that it is not counted twice.
        boolean isTold =
                did.kind() == Interaction.Kind.BOUGHT && declared.purchases().isPresent();
        // Anybody can tell of a product that is none; nothing is learned of it.
        if (did.kind().isInterest() && !isTold && catalog.product(did.product()).isPresent()) {
            int item = catalog.index(did.product());
            companions.seen(visitor, item, did.millis());
            popularity.add(item, did.kind(), did.millis());
        }
    }

    /**
     * How many orders there are since events are told, and of how many of them no event told: shops of bricks, or pages that do not
     * say so. Those of the last minutes may still be waiting for theirs. Counted now and then, as of some seconds ago.
     */
    public synchronized Visitors.OrdersTold orders() {
        long now = clock.millis();
        if (Math.abs(now - countedAt) > COUNTED_EVERY.toMillis()) {
            counted = visitors.orders(firstEvent, now - TELLING.toMillis());
            countedAt = now;
        }
        return counted;
    }

    /** A record of the products. @param value null where the row is gone */
    public void product(byte[] key, byte[] value) {
        take(declared.products().dataset(), () -> {
            catalog.take(key, value);
            if (own.isPresent()) {
                take(own.get().products(), declared.products().id(), key, value);
            }
        });
    }

    /** A record of the customers. @param value null where the row is gone */
    public void customer(byte[] key, byte[] value) {
        CustomerTable table = declared.customers().orElseThrow();
        take(table.dataset(), () -> {
            if (value == null) {
                Row.of(key).text(table.id()).ifPresent(regions::remove);
            } else {
                regions.take(Row.of(value));
            }
            if (own.isPresent() && !own.get().customers().columns().isEmpty()) {
                take(own.get().customers(), table.id(), key, value);
            }
        });
    }

    private static void take(FeatureRows features, String idColumn, byte[] key, byte[] value) throws IOException {
        if (value == null) {
            Row.of(key).text(idColumn).ifPresent(features::remove);
        } else {
            Row row = Row.of(value);
            row.text(idColumn).ifPresent(id -> features.put(id, row::text));
        }
    }

    /** A record of what was sold. @param value null where the row is gone */
    public void purchase(byte[] value) {
        if (value == null) {
            // A trail keeps that somebody wanted it; a sale that is taken back was wanted all the same.
            return;
        }
        PurchaseMart mart = declared.purchases().orElseThrow();
        take(mart.mart(), () -> Sale.read(mart, value).ifPresent(this::sold));
    }

    private void sold(Sale sale) {
        int item = catalog.index(sale.product());
        // The row comes again whenever the order's status changes.
        if (visitors.add(sale) && companions.bought(sale.order(), item, sale.millis())) {
            popularity.add(item, Interaction.Kind.BOUGHT, sale.millis());
            sale.customer().ifPresent(customer -> histories.add(customer, item));
            regions.bought(sale.region(), sale.customer(), item, sale.millis());
        }
    }
}
