package shopstream.recommender.live;

import shopstream.recommender.ranking.RankedCandidates;
import shopstream.recommender.ranking.Shopper;
import shopstream.recommender.sessions.Shortlist;

/** Asks the learned ranking that is in use, for one thread; whoever begins to ask after another was put in its place asks that. */
final class LearnedReader {
    private final Shortlist ranked;
    private RankingInUse used;
    private RankedCandidates.Asker asker;

    /** @param candidates as many as are ever asked for */
    LearnedReader(int candidates) {
        this.ranked = new Shortlist(candidates);
    }

    /**
     * Ranks what suits somebody.
     *
     * @param into takes scores from 1 on downwards, never below 0
     * @throws Deadline.Passed between two steps
     */
    void best(RankingInUse now, Shopper shopper, Deadline deadline, Shortlist into) {
        if (now != used) {
            asker = now.candidates().asker();
            used = now;
        }
        deadline.check();
        asker.best(shopper, deadline::check, ranked);
        into.clear();
        for (int rank = 0; rank < ranked.size(); rank++) {
            // How likely it is, compared with the likeliest.
            into.offer(ranked.item(rank), (float) Math.exp(ranked.score(rank) - ranked.score(0)));
        }
        into.sort();
    }

    /** What was left half done is not to be used again. */
    void forget() {
        used = null;
        asker = null;
    }
}
