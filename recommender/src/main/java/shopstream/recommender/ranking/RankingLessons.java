package shopstream.recommender.ranking;

import java.util.Optional;
import java.util.function.Consumer;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.taste.NumberedTaste;

/**
 * What a ranking is learned from, question by question, while the lists go on learning in between: so it is learned on lists as
 * they were when each question was asked, and not as they became afterwards. For one thread.
 */
public final class RankingLessons {
    /** For a few questions; a shop may have few. */
    private static final int ROWS = 1024;

    private final CandidateFeatures features;
    private final Questions questions;

    /** @param parts that know nothing of what is asked later on, nor does the taste */
    public RankingLessons(SessionParts parts, Optional<NumberedTaste> taste) {
        this.features = new CandidateFeatures(parts, taste);
        this.questions = new Questions(taste.isPresent() ? Feature.count() : Feature.ofSessions(), ROWS);
    }

    /**
     * Adds a question, unless its answer is among no candidates. What the session was at already is among them, so that it is
     * learned how seldom that is the answer.
     *
     * @param shopper what was known when it was asked
     * @param answer what came next
     */
    public void add(Shopper shopper, int answer) {
        features.find(shopper);
        for (int candidate = 0; candidate < features.size(); candidate++) {
            if (features.item(candidate) == answer) {
                questions.add(features.rows(), Feature.count(), features.size(), candidate);
            }
        }
    }

    /** How many questions there are. */
    public int size() {
        return questions.size();
    }

    /** Whether there are enough of them. */
    public boolean areEnough() {
        return questions.size() >= RankingTraining.FEWEST;
    }

    /**
     * Learns the ranking.
     *
     * @param items of the parts
     * @param embedding that the ranking is to be used with: the parts' own, or one that has gone on learning since
     * @param sessions how many the parts have learned from; of few, large trees would see what is not there
     */
    public LearnedRanking learn(
            ItemIndex items,
            SessionEmbedding embedding,
            int sessions,
            int threads,
            long seed,
            Consumer<String> progress) {
        boolean small = sessions < SessionModelTraining.FEW_SESSIONS;
        return new LearnedRanking(
                items, embedding, new RankingTraining(small, threads, seed, progress).train(questions));
    }
}
