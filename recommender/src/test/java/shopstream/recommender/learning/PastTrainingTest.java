package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.recommender.ranking.LearnedRanking;

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
    void whereCustomersKeepToWhatTheyLikeTheRankingLearnsIt() {
        Past past = TastePast.of(120, 8, 3);

        PastTraining.Trained trained = training.train(past, Optional.empty()).orElseThrow();

        assertThat(trained.ranking().weighsTaste()).isTrue();
        assertThat(trained.taste().orElseThrow().reciprocalRank())
                .isGreaterThan(2 * trained.merged().reciprocalRank());
        assertThat(trained.quality().reciprocalRank())
                .as("a session says nothing there, and a history nearly all")
                .isGreaterThan(2 * trained.merged().reciprocalRank());
        PastTraining.Trained again =
                training.train(past, Optional.of(trained.ranking())).orElseThrow();
        assertThat(again.before().orElseThrow().reciprocalRank())
                .as("the model in use is judged with its taste")
                .isEqualTo(trained.quality().reciprocalRank());
    }

    @Test
    void tasteKnowsNothingOfTheQuestionsThatAreAnsweredWithIt() {
        Past.Builder past = Past.builder(10_000, Long.MAX_VALUE);
        for (int visit = 0; visit < 900; visit++) {
            // Each ten visits there is a product that nobody has seen before.
            Optional<String> customer = Optional.of("customer-" + visit % 90);
            past.seen("browser-" + visit, customer, "front-" + visit % 5, 60_000L * visit);
            past.seen("browser-" + visit, customer, "new-" + visit / 10, 60_000L * visit + 1);
        }

        LearnedRanking ranking =
                training.train(past.build(), Optional.empty()).orElseThrow().ranking();

        Partition questions = Partition.of(900);
        assertThat(words.stream().filter(line -> line.startsWith("taste: learned")))
                .as("what teaches, and what judges")
                .satisfiesExactly(
                        teaching -> assertThat(teaching).contains(known(questions.taught())),
                        judging -> assertThat(judging).contains(known(questions.judged())));
        assertThat(ranking.taste().orElseThrow().items().index("new-" + questions.judged() / 10))
                .isNotNegative();
        assertThat(ranking.taste().orElseThrow().items().index("new-" + (1 + questions.judged() / 10)))
                .isNegative();
    }

    private static String known(int visits) {
        return "and " + (5 + (visits + 9) / 10) + " products";
    }

    @Test
    void whereTasteCannotBeLearnedTheRestIs() {
        PastTraining.Trained trained = training.train(SamplePast.ofBriefVisits(900, 5), Optional.empty())
                .orElseThrow();

        assertThat(trained.taste()).isEmpty();
        assertThat(trained.ranking().weighsTaste()).isFalse();
        assertThat(words).anySatisfy(line -> assertThat(line).contains("taste: too few"));
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
