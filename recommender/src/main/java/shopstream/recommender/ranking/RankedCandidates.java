package shopstream.recommender.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import shopstream.recommender.sessions.Shortlist;

/** The candidates of all parts in a learned order. The parts may go on learning meanwhile; any number of threads may ask. */
public final class RankedCandidates {
    private final SessionParts parts;
    private final SessionRanking ranking;

    RankedCandidates(SessionParts parts, SessionRanking ranking) {
        this.parts = parts;
        this.ranking = ranking;
    }

    /** What asks, for one thread: it keeps the room that an answer is worked out in. */
    public Asker asker() {
        return new Asker();
    }

    /** One thread's answers. */
    public final class Asker {
        private final CandidateFeatures features = new CandidateFeatures(parts);
        private final TreeScorer trees = new TreeScorer(ranking.trees());

        private Asker() {}

        /**
         * The items that are likely next, the best first, as many as the shortlist takes.
         *
         * @param session items so far, the latest last
         * @param between is done between the steps; when it throws, there is no answer
         */
        public void best(int[] session, Runnable between, Shortlist into) {
            features.find(session, between);
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
