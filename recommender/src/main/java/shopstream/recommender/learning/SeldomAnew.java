package shopstream.recommender.learning;

import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;

/** An answer that is the same to everybody, worked out anew now and then, as live answers do it. For one thread. */
final class SeldomAnew implements SessionScorer {
    private static final int QUESTIONS = 100;

    private final SessionScorer scorer;
    private final Shortlist kept;
    private int asked;

    /** @param most that are ever asked for at once */
    SeldomAnew(SessionScorer scorer, int most) {
        this.scorer = scorer;
        this.kept = new Shortlist(most);
    }

    @Override
    public void best(int[] session, Shortlist into) {
        if (asked++ % QUESTIONS == 0) {
            scorer.best(session, kept);
        }
        into.clear();
        for (int rank = 0; rank < kept.size(); rank++) {
            into.offer(kept.item(rank), kept.score(rank));
        }
        into.sort();
    }
}
