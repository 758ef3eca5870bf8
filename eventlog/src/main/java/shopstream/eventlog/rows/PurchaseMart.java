package shopstream.eventlog.rows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mart whose rows are what was sold, one per order and product, and which of its columns says what.
 *
 * @param price of one piece, in the shop's currency; without it, sales that followed a recommendation count by today's prices
 * @param counts whether the row is a sale; without it every row is
 * @param region where it went; without it, where the customer is
 */
public record PurchaseMart(
        String mart,
        String order,
        String customer,
        String product,
        String time,
        Optional<String> quantity,
        Optional<String> price,
        Optional<String> counts,
        Optional<String> region) {

    /** One that does not say where the sale went. */
    public PurchaseMart(
            String mart,
            String order,
            String customer,
            String product,
            String time,
            Optional<String> quantity,
            Optional<String> price,
            Optional<String> counts) {
        this(mart, order, customer, product, time, quantity, price, counts, Optional.empty());
    }

    /** Those of its columns that say something. */
    public List<String> columns() {
        return Stream.concat(
                        Stream.of(order, customer, product, time),
                        Stream.of(quantity, price, counts, region).flatMap(Optional::stream))
                .toList();
    }
}
