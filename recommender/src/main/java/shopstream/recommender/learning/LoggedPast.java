package shopstream.recommender.learning;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.profiles.Interaction;
import shopstream.eventlog.profiles.Sale;
import shopstream.eventlog.profiles.VisitorEvent;
import shopstream.eventlog.profiles.VisitorEventReader;
import shopstream.eventlog.profiles.Visitors;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Product;
import shopstream.recommender.models.ModelVersion.Offsets;

/**
 * A shop's past as its log has it, taken as live answers take it: what programs did is left out, what was told twice counts once,
 * and of what is no product nothing is learned.
 */
final class LoggedPast {
    /** So many events are read, and so many steps kept: some weeks of a small shop, some days of a large one. */
    private static final int MOST = 1_000_000;

    /** Rows of a mart come again whenever they change; reading more of them takes longer than it is worth. */
    private static final long ROWS_MOST = 10_000_000;

    /** A visitor's clock may go wrong; what it says is to come is left out. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final TrainingOrder order;
    private final Past.Builder past;
    private final Catalog products;
    private long unreadable;

    private LoggedPast(TrainingOrder order, Clock clock) {
        this.order = order;
        this.past = Past.builder(MOST, clock.instant().plus(AHEAD).toEpochMilli());
        this.products = new Catalog(order.products().table());
    }

    /** What was read, and where. @param products that the shop has now @param unreadable how many records were passed over */
    record Read(Past past, List<Product> products, Map<String, Offsets> offsets, long unreadable) {}

    static Read of(TrainingOrder order, Clock clock) {
        var reading = new LoggedPast(order, clock);
        try (TopicPast log = new TopicPast(order.log())) {
            log.newest(
                    order.products().topic(),
                    Long.MAX_VALUE,
                    record -> reading.take(() -> reading.products.take(record.key(), record.value())));
            if (order.sales() != null) {
                PurchaseMart mart = order.sales().mart();
                log.newest(
                        order.sales().topic(),
                        ROWS_MOST,
                        record -> reading.take(() -> reading.sale(mart, record.value())));
            }
            if (order.events() != null) {
                reading.events(log);
            }
            return new Read(reading.past.build(), reading.products.all(), log.offsets(), reading.unreadable);
        }
    }

    /** What takes one record. */
    private interface Taking {
        void take() throws IOException;
    }

    private void take(Taking taking) {
        try {
            taking.take();
        } catch (IOException | RuntimeException foreign) {
            unreadable++;
        }
    }

    private void sale(PurchaseMart mart, byte[] value) throws IOException {
        if (value != null) {
            Sale.read(mart, value)
                    .ifPresent(sale -> past.ordered(sale.order(), sale.customer(), sale.product(), sale.millis()));
        }
    }

    private void events(TopicPast log) {
        var reader = new VisitorEventReader();
        var visitors = new Visitors();
        log.newest(
                order.events(),
                MOST,
                record -> take(() -> {
                    VisitorEvent event = reader.read(record.value());
                    String visitor = event.browser().or(event::user).orElse("");
                    List<Interaction> fresh = visitors.add(event);
                    // Who it was, as far as it had been told until then.
                    Optional<String> customer = event.user()
                            .or(() -> event.browser().flatMap(browser -> visitors.userOf(browser, event.millis())));
                    fresh.forEach(did -> interaction(visitor, customer, did));
                }));
    }

    private void interaction(String visitor, Optional<String> customer, Interaction did) {
        // What was bought is learned from where the database tells of it.
        boolean isTold = did.kind() == Interaction.Kind.BOUGHT && order.sales() != null;
        if (did.kind().isInterest()
                && !isTold
                && products.product(did.product()).isPresent()) {
            past.seen(visitor, customer, did.product(), did.millis());
        }
    }
}
