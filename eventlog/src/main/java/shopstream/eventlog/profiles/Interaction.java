package shopstream.eventlog.profiles;

import java.util.Comparator;

/**
 * Something a visitor did with a product.
 *
 * @param product by the shop's own id; empty where {@code kind} is about the whole cart
 * @param quantity how many; for {@link Kind#REMOVED}, 0 means all of them
 * @param millis when, since 1970
 * @param message of the event that told of it, hashed: the same event told again is the same interaction
 * @param place among the interactions of one event, from 0
 */
public record Interaction(String product, Kind kind, int quantity, long millis, long message, int place)
        implements Comparable<Interaction> {
    private static final Comparator<Interaction> ORDER = Comparator.comparingLong(Interaction::millis)
            .thenComparingLong(Interaction::message)
            .thenComparingInt(Interaction::place);

    /** What was done. */
    public enum Kind {
        VIEWED,
        CARTED,
        REMOVED,
        /** It was said to lie in the cart, which says nothing about when it was put there. */
        IN_CART,
        BOUGHT,
        /** The cart as a whole, before what lies in it is told anew, or after an order. */
        EMPTIED;

        /** Whether it says that the visitor wants the product. */
        public boolean isInterest() {
            return this == VIEWED || this == CARTED || this == BOUGHT;
        }
    }

    /** A product of an order: whoever tells of the order, and whether it is told twice, it was bought once. */
    public static Interaction bought(String order, String product, int quantity, long millis) {
        return new Interaction(
                product.intern(), Kind.BOUGHT, quantity, millis, MessageHash.of(order + "/" + product), 0);
    }

    /** In the order in which they happened; those of one moment in an order that everybody comes to. */
    @Override
    public int compareTo(Interaction other) {
        return ORDER.compare(this, other);
    }
}
