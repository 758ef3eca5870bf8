package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastTrainingTest {
    private final List<String> words = new ArrayList<>();
    private final PastTraining training = new PastTraining(1, 1, words::add);

    @Test
    void whatIsLearnedIsJudgedBesideTheOthers() {
        Past past = SamplePast.onARing(700, 5);

        PastTraining.Trained first = training.train(past, Optional.empty()).orElseThrow();

        assertThat(first.before()).isEmpty();
        assertThat(first.quality().reciprocalRank())
                .isGreaterThan(2 * first.popular().reciprocalRank());
        assertThat(first.merged().hitRate()).isGreaterThan(first.popular().hitRate());
        assertThat(first.judging()).isBetween(200, 300);
        assertThat(first.teaching()).isGreaterThan(400);
        assertThat(first.visits()).isLessThan(700);

        PastTraining.Trained again =
                training.train(past, Optional.of(first.ranking())).orElseThrow();

        assertThat(again.quality()).as("the same past and seed").isEqualTo(first.quality());
        assertThat(again.before().orElseThrow().reciprocalRank())
                .as("the same model")
                .isEqualTo(first.quality().reciprocalRank());
    }

    @Test
    void ofTooLittleNothingIsLearnedAndItIsSaid() {
        assertThat(training.train(SamplePast.onARing(50, 5), Optional.empty())).isEmpty();
        assertThat(words).singleElement().asString().contains("Too little has happened to learn from", "it takes 600");
    }

    @Test
    void whereNothingFollowsFromAnythingNothingIsLearned() {
        Past.Builder past = Past.builder(10_000, Long.MAX_VALUE);
        for (int visit = 0; visit < 700; visit++) {
            past.seen("visitor-" + visit, "first-" + visit, visit * 60_000L);
            past.seen("visitor-" + visit, "second-" + visit, visit * 60_000L + 1);
        }

        assertThat(training.train(past.build(), Optional.empty())).isEmpty();
        assertThat(words).last().asString().contains("Too little", "the lists foresaw 0 products");
    }
}
