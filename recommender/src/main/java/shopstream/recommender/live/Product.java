package shopstream.recommender.live;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A product as the shop has it now.
 *
 * @param price in the shop's currency
 * @param sellable whether it is sold, and there is any left
 */
public record Product(
        String id,
        String name,
        Optional<String> category,
        Optional<BigDecimal> price,
        boolean sellable,
        Optional<String> image,
        Optional<String> url) {}
