package shopstream.recommender.own;

/**
 * What an input of a tower is filled with.
 *
 * @param column of the products or of the customers; empty where the kind says all
 */
record TowerFeature(Kind kind, String column) {

    /** Where the values come from. */
    enum Kind {
        RECENT_PRODUCTS("recent-products", true, true),
        CART_PRODUCTS("cart-products", true, true),
        CUSTOMER_ID("customer-id", true, false),
        CUSTOMER_COLUMN("customer.", true, false),
        PRODUCT_ID("product-id", false, false),
        PRODUCT_COLUMN("product.", false, false);

        private final String word;
        private final boolean ofUser;
        private final boolean isList;

        Kind(String word, boolean ofUser, boolean isList) {
            this.word = word;
            this.ofUser = ofUser;
            this.isList = isList;
        }

        /** As files write it; before the name of a column, where it takes one. */
        String word() {
            return word;
        }

        /** Whether the tower of the user takes it; else that of the items does. */
        boolean isOfUser() {
            return ofUser;
        }

        boolean takesColumn() {
            return word.endsWith(".");
        }
    }

    /** Whether there are several values of one user, which are as many as the input is long. */
    boolean isList() {
        return kind.isList;
    }

    /** As files write it. */
    String word() {
        return kind.word + column;
    }
}
