package shopstream.recommender.live;

import java.util.OptionalInt;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.sessions.Walk;

/**
 * What goes with what, learned from each event as it comes: from what people look at one after the other, and from what lies in
 * one order. One thread adds; each thread that asks has a {@link Reader} of its own.
 */
public final class Companions {
    /** The sessions after which what was seen counts 1/e: a shop's fashions outlive some tens of thousands of visits. */
    private static final double MEMORY = 50_000;

    private static final int VISITS_OPEN_MOST = 50_000;
    private static final int ORDERS_OPEN_MOST = 20_000;
    private static final int CANDIDATES = 100;
    private static final float RANK_OFFSET = 10;

    private final PairWeights together = PairWeights.empty(PairParameters.TOGETHER, MEMORY);
    private final PairWeights next = PairWeights.empty(PairParameters.NEXT, MEMORY);
    private final ItemToItem goesWith = ItemToItem.together(together);
    private final ItemToItem comesNext = ItemToItem.next(next);
    private final Walk walk = Walk.along(together);
    private final OpenSessions browsing = new OpenSessions(VISITS_OPEN_MOST);
    private final OpenSessions orders = new OpenSessions(ORDERS_OPEN_MOST);

    /** Somebody looked at something, or put it into the cart. @param millis when, since 1970 */
    void seen(String visitor, int item, long millis) {
        OpenSessions.Step step = browsing.add(visitor, item, millis);
        together.append(step.number(), step.items());
        next.append(step.number(), step.items());
        walk.refresh(item);
    }

    /** Something was bought; what is in one order has no order. @return whether it is known for the first time */
    boolean bought(String order, int item, long millis) {
        if (orders.holds(order, item)) {
            return false;
        }
        OpenSessions.Step step = orders.add(order, item, millis);
        together.append(browsing.begun(), step.items());
        walk.refresh(item);
        return true;
    }

    /** Which of some items says most for an item; empty where none does. */
    public OptionalInt strongest(int item, int[] of) {
        int strongest = Catalog.UNKNOWN;
        float most = 0;
        for (int each : of) {
            float weight = together.weight(each, item) + next.weight(each, item);
            if (weight > most) {
                most = weight;
                strongest = each;
            }
        }
        return strongest == Catalog.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(strongest);
    }

    /** How many sessions and orders were learned from. */
    public long learnedFrom() {
        return browsing.begun() + orders.begun();
    }

    public Reader reader() {
        return new Reader();
    }

    /** Asks, for one thread. */
    public final class Reader {
        private final SessionScorer[] scorers = {goesWith.scorer(), comesNext.scorer(), walk.scorer()};
        private final Shortlist found = new Shortlist(CANDIDATES);
        private final Merged merged = new Merged();

        private Reader() {}

        /**
         * What goes with what somebody did, the best first: each method's best, merged by their ranks.
         *
         * @param session items, the newest last
         * @throws Deadline.Passed between two methods; what was found until then is forgotten
         */
        public void candidates(int[] session, Deadline deadline, Shortlist into) {
            merged.clear();
            for (SessionScorer scorer : scorers) {
                deadline.check();
                scorer.best(session, found);
                for (int rank = 0; rank < found.size(); rank++) {
                    merged.add(found.item(rank), 1 / (rank + RANK_OFFSET));
                }
            }
            merged.moveTo(into);
        }
    }
}
