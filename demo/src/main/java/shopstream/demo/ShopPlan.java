package shopstream.demo;

import shopstream.demo.market.MarketingCalendar;

/**
 * What the sample shop is: all that decides its contents, but for the time at which it is made.
 *
 * @param ordersPerSecond average near the end of the history and after it
 * @param historyDays how far the past reaches back
 * @param seed the same seed and the same calendar, the same shop
 * @param calendar when campaigns bring more customers than usual, in the past and from now on
 */
public record ShopPlan(double ordersPerSecond, int historyDays, long seed, MarketingCalendar calendar) {

    public ShopPlan {
        if (!(ordersPerSecond > 0) || ordersPerSecond > 10_000) {
            throw new IllegalArgumentException(
                    "Orders per second must be above 0 and at most 10000, not " + ordersPerSecond + ".");
        }
        if (historyDays < 0 || historyDays > 3_650) {
            throw new IllegalArgumentException("History days must be between 0 and 3650, not " + historyDays + ".");
        }
    }

    /** A shop without campaigns. */
    public ShopPlan(double ordersPerSecond, int historyDays, long seed) {
        this(ordersPerSecond, historyDays, seed, MarketingCalendar.EMPTY);
    }
}
