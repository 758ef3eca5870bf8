package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTrainingTest {
    private final List<String> progress = new ArrayList<>();
    private final RankingTraining training = new RankingTraining(true, 1, 1, progress::add);

    @Test
    void treesLearnATasteThatNoSumOfFeaturesIs() {
        SampleQuestions.Taste taste = (rows, row) -> rows[row] * (rows[row + 1] > 1 ? 3 : -3);
        SessionRanking ranking = training.train(SampleQuestions.of(4000, 1, taste));

        Questions others = SampleQuestions.of(1000, 2, taste);
        assertThat(ranking.trees().size()).isPositive();
        assertThat(right(ranking, others)).isGreaterThan(right(ranking.withoutTrees(), others) + 100);
    }

    @Test
    void noTreeIsKeptThatOnlyFitsWhatItWasGrownOn() {
        SessionRanking ranking = training.train(SampleQuestions.of(150, 1, (rows, row) -> 0));

        assertThat(ranking.trees().size()).isLessThan(10);
        assertThat(progress).last().asString().contains("of 60 trees kept");
    }

    @Test
    void withTooFewQuestionsMethodsAreMergedByTheirRanks() {
        SessionRanking ranking = training.train(new Questions(Feature.count(), 0));

        float[] rows = new float[Feature.count()];
        rows[Feature.MERGED.column()] = 3;
        assertThat(ranking.score(rows, 0)).isEqualTo(3);
        assertThat(progress).last().asString().startsWith("ranking: only 0 held-back sessions");
    }

    private static int right(SessionRanking ranking, Questions questions) {
        int right = 0;
        for (int question = 0; question < questions.size(); question++) {
            int best = questions.start(question);
            for (int row = best; row < questions.start(question + 1); row++) {
                if (ranking.score(questions.rows(), row * questions.features())
                        > ranking.score(questions.rows(), best * questions.features())) {
                    best = row;
                }
            }
            right += best == questions.answer(question) ? 1 : 0;
        }
        return right;
    }
}
