package shopstream.recommender.declared;

import java.util.Optional;

/**
 * The mart whose rows are what was sold, one per order and product, and which of its columns says what.
 *
 * @param price of one piece, in the shop's currency; without it, sales that followed a recommendation count by today's prices
 * @param counts whether the row is a sale; without it every row is
 */
public record PurchaseMart(
        String mart,
        String order,
        String customer,
        String product,
        String time,
        Optional<String> quantity,
        Optional<String> price,
        Optional<String> counts) {}
