package shopstream.recommender.ranking;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Learns a {@link SessionRanking} from questions. How many trees are worth having, if any, is decided on the later ones with what
 * was learned from the earlier ones; then all are learned from, since the latest are most like those to come.
 *
 * @param small whether there are few sessions to learn from, in which large trees would see what is not there
 */
record RankingTraining(boolean small, int threads, long seed, Consumer<String> progress) {
    /** With fewer questions nothing is learned. */
    static final int FEWEST = 100;

    private static final double EARLIER = .85;

    SessionRanking train(Questions questions) {
        if (questions.size() < FEWEST) {
            progress.accept("ranking: only " + questions.size()
                    + " held-back sessions can be learned from; methods are merged by their ranks");
            return new SessionRanking(LinearRanking.merged(questions.features()), TreeRanking.NONE);
        }
        int cut = (int) (questions.size() * EARLIER);
        Questions earlier = questions.part(0, cut);
        LinearRanking ofEarlier = ConditionalLogit.fit(earlier);
        progress.accept("ranking: linear stage learned from " + cut + " questions");
        TreeRanking grown = boosting(small ? 60 : 200).grow(earlier, ofEarlier);
        int worthHaving = worthHaving(questions.part(cut, questions.size()), ofEarlier, grown);
        LinearRanking linear = ConditionalLogit.fit(questions);
        return new SessionRanking(
                linear,
                worthHaving == 0 ? TreeRanking.NONE : boosting(worthHaving).grow(questions, linear));
    }

    private TreeBoosting boosting(int trees) {
        return new TreeBoosting(trees, small ? 8 : 16, threads, seed);
    }

    /** How many of the first trees make what came next most likely. */
    private int worthHaving(Questions later, LinearRanking linear, TreeRanking trees) {
        var margins = new float[later.start(later.size())];
        int first = later.start(0);
        for (int row = first; row < margins.length; row++) {
            margins[row] = linear.score(later.rows(), row * later.features());
        }
        double without = surprise(later, margins);
        double least = without;
        int best = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            for (int row = first; row < margins.length; row++) {
                margins[row] += trees.score(tree, later.rows(), row * later.features());
            }
            double surprise = surprise(later, margins);
            if (surprise < least) {
                least = surprise;
                best = tree + 1;
            }
        }
        progress.accept(String.format(
                Locale.ROOT,
                "ranking: %d of %d trees kept; surprise on held-back questions %.4f, %.4f without trees",
                best,
                trees.size(),
                least,
                without));
        return best;
    }

    /** The mean of minus the logarithm of how likely the answers were. */
    private static double surprise(Questions questions, float[] margins) {
        double surprise = 0;
        for (int question = 0; question < questions.size(); question++) {
            double sum = 0;
            float answer = margins[questions.answer(question)];
            for (int row = questions.start(question); row < questions.start(question + 1); row++) {
                sum += Math.exp(margins[row] - answer);
            }
            surprise += Math.log(sum) / questions.size();
        }
        return surprise;
    }
}
