package shopstream.recommender.outcomes;

import java.util.List;

/**
 * What an event says of a list of recommendations.
 *
 * @param list the answer's {@code recommendationId}
 * @param isClick whether something of it was clicked; else it was shown
 * @param millis when, since 1970
 * @param bot whether a program is said to have looked at it
 * @param products those shown, in their order, or the one that was clicked
 */
record ListEvent(
        String list, boolean isClick, long millis, Visitor visitor, boolean bot, Origin origin, List<String> products) {
    ListEvent {
        products = List.copyOf(products);
    }
}
