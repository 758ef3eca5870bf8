package shopstream.recommender.outcomes;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import shopstream.eventlog.profiles.Interaction;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.eventlog.rows.Row;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Product;
import shopstream.recommender.outcomes.SoldLines.Line;

/** Reads the rows of what was sold, as far back as a list may be that led to it. */
final class SaleRows {
    private static final Duration REACH = Duration.ofDays(DayTallies.DAYS).plus(Outcomes.BOUGHT_WITHIN);

    private final Optional<PurchaseMart> mart;
    private final Catalog catalog;
    private final SoldLines sold;
    private final Clock clock;

    SaleRows(Optional<PurchaseMart> mart, Catalog catalog, SoldLines sold, Clock clock) {
        this.mart = mart;
        this.catalog = catalog;
        this.sold = sold;
        this.clock = clock;
    }

    /** Takes a row. @return the customer of whom something is different now */
    Optional<String> take(byte[] json) throws IOException {
        Row row = Row.of(json);
        return mart.flatMap(columns -> take(row, columns));
    }

    private Optional<String> take(Row row, PurchaseMart columns) {
        Optional<String> customer = row.text(columns.customer());
        Optional<String> order = row.text(columns.order());
        Optional<String> product = row.text(columns.product());
        Optional<Long> millis = row.millis(columns.time());
        // At a start all of the past comes by; of most of it no list is left.
        if (customer.isEmpty()
                || order.isEmpty()
                || product.isEmpty()
                || millis.filter(time -> time >= clock.millis() - REACH.toMillis())
                        .isEmpty()) {
            return Optional.empty();
        }
        long key = Interaction.bought(order.get(), product.get(), 0, 0).message();
        if (columns.counts().map(column -> row.flag(column, true)).orElse(true)) {
            sold.put(
                    customer.get(),
                    new Line(key, catalog.indexOf(product.get()), millis.get(), worth(row, columns, product.get())));
        } else {
            sold.remove(customer.get(), key);
        }
        return customer;
    }

    private long worth(Row row, PurchaseMart columns, String product) {
        BigDecimal price = columns.price()
                .flatMap(row::number)
                .or(() -> catalog.product(product).flatMap(Product::price))
                .orElse(BigDecimal.ZERO);
        BigDecimal quantity = columns.quantity().flatMap(row::number).orElse(BigDecimal.ONE);
        return price.multiply(quantity)
                .movePointRight(4)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValue();
    }
}
