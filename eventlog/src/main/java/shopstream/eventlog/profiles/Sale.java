package shopstream.eventlog.profiles;

import java.io.IOException;
import java.util.Optional;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.eventlog.rows.Row;

/**
 * A product of an order, as the mart of sales has it.
 *
 * @param millis when, since 1970
 * @param region where it went; empty where the mart does not say
 */
public record Sale(
        String order, Optional<String> customer, String product, int quantity, long millis, Optional<String> region) {
    /**
     * Reads a row; empty where it says too little, or is none that counts.
     *
     * @throws IOException when it is no row
     */
    public static Optional<Sale> read(PurchaseMart mart, byte[] json) throws IOException {
        Row row = Row.of(json);
        Optional<String> order = row.text(mart.order());
        Optional<String> product = row.text(mart.product());
        Optional<Long> millis = row.millis(mart.time());
        boolean counts = mart.counts().map(column -> row.flag(column, true)).orElse(true);
        if (order.isEmpty() || product.isEmpty() || millis.isEmpty() || !counts) {
            return Optional.empty();
        }
        int quantity =
                mart.quantity().flatMap(row::number).map(Number::intValue).orElse(1);
        return Optional.of(new Sale(
                order.get(),
                row.text(mart.customer()),
                product.get(),
                quantity,
                millis.get(),
                mart.region().flatMap(row::text)));
    }

    /** What the customer did, whoever tells of it. */
    public Interaction bought() {
        return Interaction.bought(order, product, quantity, millis);
    }
}
