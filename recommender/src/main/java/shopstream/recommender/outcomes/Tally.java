package shopstream.recommender.outcomes;

/** The sums of many lists: of one day and origin, or of several taken together. */
final class Tally {
    private final ProductCounts products = new ProductCounts();
    private long shown;
    private long clicked;
    private long bought;
    private long worth;

    /** Adds a list's contribution, or takes it back. @param sign 1 or -1 */
    void add(Contribution list, int sign) {
        shown += sign;
        clicked += list.clicked() ? sign : 0;
        bought += list.bought() ? sign : 0;
        worth += sign * list.worth();
        for (int item : list.products()) {
            products.add(item, sign);
        }
    }

    void add(Tally other) {
        shown += other.shown;
        clicked += other.clicked;
        bought += other.bought;
        worth += other.worth;
        products.add(other.products);
    }

    long shown() {
        return shown;
    }

    long clicked() {
        return clicked;
    }

    long bought() {
        return bought;
    }

    long worth() {
        return worth;
    }

    ProductCounts products() {
        return products;
    }
}
