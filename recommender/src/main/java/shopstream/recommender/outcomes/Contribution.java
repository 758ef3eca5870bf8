package shopstream.recommender.outcomes;

import java.util.List;

/**
 * What one list adds to the figures of its day.
 *
 * @param day since 1970, in the shop's zone
 * @param bought whether something of it was bought after it was clicked
 * @param worth what that was sold for, in ten-thousandths of the shop's currency
 */
record Contribution(
        long day, Origin origin, Visitor visitor, boolean clicked, boolean bought, long worth, List<Integer> products) {
    /** Of what has not been shown, as far as is known. */
    static final Contribution NONE =
            new Contribution(Long.MIN_VALUE, Origin.OTHER, Visitor.NOBODY, false, false, 0, List.of());

    boolean isNone() {
        return day == Long.MIN_VALUE;
    }
}
