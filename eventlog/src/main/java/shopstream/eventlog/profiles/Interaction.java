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

    // Kind, place and quantity in one number, of which a server holds very many: 3, 10 and 18 bits.
    private static final int PLACE_BIT = 3;
    private static final int QUANTITY_BIT = 13;
    private static final int LARGEST_PLACE = (1 << QUANTITY_BIT - PLACE_BIT) - 1;
    private static final int LARGEST_QUANTITY = (1 << 31 - QUANTITY_BIT) - 1;
    private static final Kind[] KINDS = Kind.values();

    public Interaction {
        place = Math.min(place, LARGEST_PLACE);
        quantity = Math.max(0, Math.min(quantity, LARGEST_QUANTITY));
    }

    int details() {
        return kind.ordinal() | place << PLACE_BIT | quantity << QUANTITY_BIT;
    }

    static Kind kind(int details) {
        return KINDS[details & (1 << PLACE_BIT) - 1];
    }

    /** Whether two of one message are the same of its interactions. */
    static boolean samePlace(int details, int others) {
        return (details >>> PLACE_BIT & LARGEST_PLACE) == (others >>> PLACE_BIT & LARGEST_PLACE);
    }

    static Interaction of(String product, int details, long millis, long message) {
        return new Interaction(
                product,
                kind(details),
                details >>> QUANTITY_BIT,
                millis,
                message,
                details >>> PLACE_BIT & LARGEST_PLACE);
    }

    /** In the order in which they happened; those of one moment in an order that everybody comes to. */
    @Override
    public int compareTo(Interaction other) {
        return ORDER.compare(this, other);
    }
}
