package shopstream.recommender.learning;

import java.util.function.IntPredicate;
import shopstream.recommender.models.Quality;
import shopstream.recommender.ranking.Shopper;
import shopstream.recommender.sessions.Shortlist;

/** How well one method foresees what comes next: HR@20 and MRR@20 among what could be shown. For one thread. */
final class Tally {
    private static final int CUT = 20;

    /** Enough for the first ones that can be shown, whatever of them cannot. */
    private static final int ASKED = 100;

    private final String method;
    private final Answering answering;
    private final Shortlist answer = new Shortlist(ASKED);
    private int questions;
    private int hits;
    private double reciprocals;

    /** A way to answer: fills the shortlist with what comes next, the likeliest first. */
    interface Answering {
        void best(Shopper shopper, Shortlist into);
    }

    Tally(String method, Answering answering) {
        this.method = method;
        this.answering = answering;
    }

    void ask(Shopper shopper, int next, IntPredicate out) {
        questions++;
        answering.best(shopper, answer);
        int place = 0;
        for (int rank = 0; rank < answer.size() && place < CUT; rank++) {
            int item = answer.item(rank);
            if (item == next) {
                hits++;
                reciprocals += 1.0 / (place + 1);
                return;
            }
            place += out.test(item) ? 0 : 1;
        }
    }

    Quality quality() {
        int asked = Math.max(1, questions);
        return new Quality(method, (double) hits / asked, reciprocals / asked);
    }
}
