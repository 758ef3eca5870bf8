package shopstream.recommender.ranking;

import java.util.List;
import java.util.Optional;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.SessionScorer;

/** The whole: all parts' candidates in a learned order. Its lists go on learning from live events; the ranking stays. */
public final class SessionModel implements SessionMethod {
    private final ItemIndex items;
    private final SessionParts parts;
    private final SessionRanking ranking;

    SessionModel(ItemIndex items, SessionParts parts, SessionRanking ranking) {
        this.items = items;
        this.parts = parts;
        this.ranking = ranking;
    }

    /** What the items are called. */
    public ItemIndex items() {
        return items;
    }

    public SessionParts parts() {
        return parts;
    }

    SessionRanking ranking() {
        return ranking;
    }

    /** The model with the linear stage alone. */
    public SessionModel withoutTrees() {
        return new SessionModel(items, parts, ranking.withoutTrees());
    }

    @Override
    public String name() {
        return ranking.trees().size() == 0 ? "linear ranking" : "linear ranking and trees";
    }

    @Override
    public long bytes() {
        return parts.bytes() + ranking.bytes();
    }

    @Override
    public SessionScorer scorer() {
        RankedCandidates.Asker asker = ranked().asker();
        return (session, into) -> asker.best(Shopper.in(session), () -> {}, into);
    }

    /**
     * Why an item stands where it stands for a session: each feature's part in its score, the largest first. Empty for an
     * item that is not among the candidates.
     */
    public List<Contribution> explain(int[] session, int item) {
        return ranked().explain(Shopper.in(session), item);
    }

    private RankedCandidates ranked() {
        return new RankedCandidates(parts, Optional.empty(), ranking);
    }
}
