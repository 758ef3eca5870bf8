package shopstream.recommender.placements;

import java.math.BigDecimal;
import java.util.Optional;

/** From one number to another, both of them included; either may be left open. */
public record Bounds(Optional<BigDecimal> from, Optional<BigDecimal> to) {

    /** Whether the number lies between them. */
    public boolean hold(BigDecimal number) {
        return from.map(least -> number.compareTo(least) >= 0).orElse(true)
                && to.map(most -> number.compareTo(most) <= 0).orElse(true);
    }

    /** Whether no number can. */
    boolean areCrossed() {
        return from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) > 0;
    }
}
