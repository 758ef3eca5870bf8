package shopstream.recommender.live;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A product as the shop has it now.
 *
 * @param price in the shop's currency
 * @param sellable whether it is sold, and there is any left
 * @param brand who makes it
 * @param cost what the shop pays for it, in the same currency
 * @param since when it was first sold
 * @param variantOf the product that it is one variant of
 */
public record Product(
        String id,
        String name,
        Optional<String> category,
        Optional<BigDecimal> price,
        boolean sellable,
        Optional<String> image,
        Optional<String> url,
        Optional<String> brand,
        Optional<BigDecimal> cost,
        Optional<Instant> since,
        Optional<String> variantOf) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final BigDecimal DAY_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    /** One of which no more is known than is shown. */
    public Product(
            String id,
            String name,
            Optional<String> category,
            Optional<BigDecimal> price,
            boolean sellable,
            Optional<String> image,
            Optional<String> url) {
        this(
                id,
                name,
                category,
                price,
                sellable,
                image,
                url,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What its variants have in common: an id. */
    public String family() {
        return variantOf.orElse(id);
    }

    /** What is left of the price when the product is paid for, in percent of the price; empty where either is not known. */
    public Optional<BigDecimal> margin() {
        return price.filter(amount -> amount.signum() > 0)
                .flatMap(amount -> cost.map(
                        paid -> amount.subtract(paid).multiply(PERCENT).divide(amount, 4, RoundingMode.HALF_UP)));
    }

    /** For how many days it has been sold; empty where that is not known. */
    public Optional<BigDecimal> ageDays(Instant now) {
        return since.map(
                begin -> BigDecimal.valueOf(Duration.between(begin, now).toSeconds())
                        .divide(DAY_SECONDS, 6, RoundingMode.HALF_UP));
    }
}
