package shopstream.recommender.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.recommender.own.ScoredProduct;
import shopstream.recommender.own.Situation;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;

/** A recommender of the shop's own as a way to tell a session's next item: the session's items are what was done lately. */
record JudgedSessions(JudgedRecommender own, ItemIndex items) implements SessionMethod {
    @Override
    public String name() {
        return own.name();
    }

    @Override
    public SessionScorer scorer() {
        return this::best;
    }

    private void best(int[] session, Shortlist into) {
        Set<String> recent = new LinkedHashSet<>();
        for (int item : session) {
            if (item != ItemIndex.UNKNOWN) {
                recent.remove(items.id(item));
                recent.add(items.id(item));
            }
        }
        List<ScoredProduct> best =
                own.best(new Situation(Optional.empty(), new ArrayList<>(recent), List.of()), into.capacity());
        into.clear();
        for (ScoredProduct product : best) {
            int item = items.index(product.id());
            if (item != ItemIndex.UNKNOWN) {
                into.offer(item, product.score());
            }
        }
        into.sort();
    }

    @Override
    public long bytes() {
        return own.bytes();
    }
}
