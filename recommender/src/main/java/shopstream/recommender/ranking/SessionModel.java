package shopstream.recommender.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;

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
        var features = new CandidateFeatures(parts);
        var trees = new TreeScorer(ranking.trees());
        return (session, into) -> {
            features.find(session);
            rank(features, trees, into);
        };
    }

    private void rank(CandidateFeatures features, TreeScorer trees, Shortlist into) {
        into.clear();
        for (int candidate = 0; candidate < features.size(); candidate++) {
            int row = candidate * Feature.count();
            float score = ranking.linear().score(features.rows(), row) + trees.score(features.rows(), row);
            into.offer(features.item(candidate), score);
        }
        into.sort();
    }

    /**
     * Why an item stands where it stands for a session: each feature's part in its score, the largest first. Empty for an
     * item that is not among the candidates.
     */
    public List<Contribution> explain(int[] session, int item) {
        var features = new CandidateFeatures(parts);
        features.find(session);
        for (int candidate = 0; candidate < features.size(); candidate++) {
            if (features.item(candidate) == item) {
                return explain(features.rows(), candidate * Feature.count());
            }
        }
        return List.of();
    }

    private List<Contribution> explain(float[] rows, int row) {
        var amounts = new float[Feature.count()];
        ranking.linear().explain(rows, row, amounts);
        ranking.trees().explain(rows, row, amounts);
        var contributions = new ArrayList<Contribution>();
        for (int column = 0; column < amounts.length; column++) {
            contributions.add(new Contribution(Feature.of(column), rows[row + column], amounts[column]));
        }
        contributions.sort(Comparator.comparingDouble(each -> -Math.abs(each.amount())));
        return contributions;
    }
}
