package shopstream.recommender.ranking;

import java.util.function.Consumer;
import java.util.function.IntPredicate;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.ItemIndex;

/**
 * What a ranking is learned from, question by question, while the lists go on learning in between: so it is learned on lists as
 * they were when each question was asked, and not as they became afterwards. For one thread.
 */
public final class RankingLessons {
    private final CandidateFeatures features;
    private final Questions questions = new Questions(Feature.count());
    private final float[] rows = new float[Candidates.MOST * Feature.count()];

    /** @param parts that know nothing of what is asked later on */
    public RankingLessons(SessionParts parts) {
        this.features = new CandidateFeatures(parts);
    }

    /**
     * Adds a question, unless its answer is among no candidates.
     *
     * @param session items so far, the latest last
     * @param answer what came next
     * @param out which items cannot be an answer
     */
    public void add(int[] session, int answer, IntPredicate out) {
        features.find(session);
        int size = 0;
        int place = -1;
        for (int candidate = 0; candidate < features.size(); candidate++) {
            int item = features.item(candidate);
            if (!out.test(item)) {
                place = item == answer ? size : place;
                System.arraycopy(
                        features.rows(), candidate * Feature.count(), rows, size * Feature.count(), Feature.count());
                size++;
            }
        }
        if (place >= 0) {
            questions.add(rows, size, place);
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
