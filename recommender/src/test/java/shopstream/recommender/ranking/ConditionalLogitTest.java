package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConditionalLogitTest {
    @Test
    void findsTheTasteThatAnswersWereChosenBy() {
        Questions questions =
                SampleQuestions.of(6000, 13, (rows, row) -> 1.5 * rows[row] - .4 * rows[row + 1] + .2 * rows[row + 2]);

        LinearRanking ranking = ConditionalLogit.fit(questions);

        float[] scales = ranking.scales();
        float[] weights = ranking.weights();
        assertThat(weights[0] * scales[0]).isCloseTo(1.5f, within(.06f));
        assertThat(weights[1] * scales[1]).isCloseTo(-.4f, within(.03f));
        assertThat(weights[2] * scales[2]).isCloseTo(.2f, within(.02f));
    }

    @Test
    void whatDoesNotVaryDoesNotCount() {
        LinearRanking ranking = ConditionalLogit.fit(SampleQuestions.of(500, 13, (rows, row) -> rows[row]));

        assertThat(ranking.weights()[3] * ranking.scales()[3]).isZero();
    }

    @Test
    void featuresThatSayTheSameShareTheWeight() {
        Questions questions = SampleQuestions.of(3000, 5, (rows, row) -> rows[row]);
        for (int row = 0; row < questions.start(questions.size()); row++) {
            questions.rows()[row * 4 + 1] = questions.rows()[row * 4];
        }

        LinearRanking ranking = ConditionalLogit.fit(questions);

        assertThat(ranking.weights()[0]).isCloseTo(ranking.weights()[1], within(1e-3f));
        assertThat((ranking.weights()[0] + ranking.weights()[1]) * ranking.scales()[0])
                .isCloseTo(1, within(.06f));
    }
}
