package shopstream.demo;

/**
 * Who looks around in the sample shop.
 *
 * @param clicksPerSecond of all visitors together
 * @param tastes whether each likes something else, or all what is popular
 */
public record VisitPlan(double clicksPerSecond, boolean tastes) {

    public VisitPlan {
        if (!(clicksPerSecond > 0) || clicksPerSecond > 1_000) {
            throw new IllegalArgumentException(
                    "Clicks per second must be above 0 and at most 1000, not " + clicksPerSecond + ".");
        }
    }
}
