package shopstream.recommender.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.taste.NumberedTaste;

/** The candidates of all parts in a learned order. The parts may go on learning meanwhile; any number of threads may ask. */
public final class RankedCandidates {
    private final SessionParts parts;
    private final Optional<NumberedTaste> taste;
    private final SessionRanking ranking;

    RankedCandidates(SessionParts parts, Optional<NumberedTaste> taste, SessionRanking ranking) {
        this.parts = parts;
        this.taste = taste;
        this.ranking = ranking;
    }

    /** What asks, for one thread: it keeps the room that an answer is worked out in. */
    public Asker asker() {
        return new Asker();
    }

    /** One thread's answers. */
    public final class Asker {
        private final CandidateFeatures features = new CandidateFeatures(parts, taste);
        private final TreeScorer trees = new TreeScorer(ranking.trees());

        private Asker() {}

        /**
         * The items that are likely next, the best first, as many as the shortlist takes.
         *
         * @param between is done between the steps; when it throws, there is no answer
         */
        public void best(Shopper shopper, Runnable between, Shortlist into) {
            features.find(shopper, between);
            between.run();
            into.clear();
            for (int candidate = 0; candidate < features.size(); candidate++) {
                int row = candidate * Feature.count();
                float score = ranking.linear().score(features.rows(), row) + trees.score(features.rows(), row);
                into.offer(features.item(candidate), score);
            }
            into.sort();
        }
    }

    /**
     * Why an item stands where it stands for somebody: each feature's part in its score, the largest first. Empty for an
     * item that is not among the candidates.
     */
    public List<Contribution> explain(Shopper shopper, int item) {
        var features = new CandidateFeatures(parts, taste);
        features.find(shopper);
        for (int candidate = 0; candidate < features.size(); candidate++) {
            if (features.item(candidate) == item) {
                return explain(features.rows(), candidate * Feature.count());
            }
        }
        return List.of();
    }

    private List<Contribution> explain(float[] rows, int row) {
        var amounts = new float[ranking.linear().width()];
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
