package shopstream.recommender.outcomes;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * What became of lists.
 *
 * @param shown how many there were
 * @param clicked in how many of them something was clicked
 * @param bought of how many something was bought after it was clicked
 * @param revenue what that was sold for, in the shop's currency
 * @param products how many different products were shown
 * @param coverage the share of the shop's products that was shown
 * @param bestSellers the share that the best-sellers have in what was shown, each showing counted
 */
public record Figures(
        long shown,
        long clicked,
        long bought,
        BigDecimal revenue,
        int products,
        OptionalDouble coverage,
        OptionalDouble bestSellers) {

    /**
     * @param isThere which products the shop has
     * @param count how many these are
     * @param isBestSeller which of them are wanted most
     */
    static Figures of(Tally tally, IntPredicate isThere, int count, IntPredicate isBestSeller) {
        int products = tally.products().distinct(isThere);
        long showings = tally.products().sum(isThere);
        return new Figures(
                tally.shown(),
                tally.clicked(),
                tally.bought(),
                BigDecimal.valueOf(tally.worth(), 4),
                products,
                share(products, count),
                share(tally.products().sum(isBestSeller), showings));
    }

    /** The share of lists in which something was clicked; empty where none was shown. */
    public OptionalDouble clickThrough() {
        return share(clicked, shown);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
