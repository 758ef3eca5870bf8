package shopstream.recommender.learning;

import shopstream.recommender.live.LongHistory;

/**
 * What everybody had to do with up to a step of a past: browsers by themselves, and customers on whatever browser and by their
 * orders. For one thread.
 */
final class PastHistories {
    private static final int KEPT_MOST = 50_000;
    private static final int[] NOTHING = {};

    private final Past past;
    private final NewestHistories ofVisitors = new NewestHistories(KEPT_MOST);
    private final NewestHistories ofCustomers = new NewestHistories(KEPT_MOST);

    PastHistories(Past past) {
        this.past = past;
    }

    /** A step has happened. */
    void add(int step) {
        if (!past.isOrder(step)) {
            ofVisitors.add(past.whose(step), past.item(step));
        }
        if (past.isCustomerKnown(step)) {
            ofCustomers.add(past.customer(step), past.item(step));
        }
    }

    /** What is known of whoever takes a step. To be asked before it is added. */
    int[] before(int step) {
        int[] ofCustomer = past.isCustomerKnown(step) ? ofCustomers.of(past.customer(step)) : NOTHING;
        return LongHistory.of(ofCustomer, ofVisitors.of(past.whose(step)));
    }
}
