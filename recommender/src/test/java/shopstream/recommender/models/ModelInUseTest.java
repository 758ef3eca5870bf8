package shopstream.recommender.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.KeptProducts;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Request;
import shopstream.recommender.answers.Source;
import shopstream.recommender.learning.PastTraining;
import shopstream.recommender.learning.SamplePast;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.live.RankingInUse;
import shopstream.recommender.ranking.BrokenRanking;
import shopstream.recommender.ranking.LearnedRanking;
import shopstream.recommender.ranking.LearnedRankingFile;

class ModelInUseTest {
    private static final String VERSION = "20260504T100000Z";
    private static LearnedRanking learned;

    @TempDir
    Path directory;

    private final FilledShop filled = new FilledShop();
    private ModelVersions versions;
    private ModelInUse model;
    private Recommender recommender;

    @BeforeAll
    static void train() {
        learned = new PastTraining(1, 1, line -> {})
                .train(SamplePast.onARing(700, 5), Optional.empty())
                .orElseThrow()
                .ranking();
    }

    @BeforeEach
    void fill() throws IOException {
        for (int item = 0; item < 40; item++) {
            filled.product("item-" + item, "Line " + item % 4, 5);
        }
        for (int item = 0; item < 39; item++) {
            filled.browsed(5, "item-" + item, "item-" + (item + 1));
        }
        versions = new ModelVersions(directory);
        model = new ModelInUse(versions, filled.shop());
        recommender = new Recommender(
                FilledShop.DECLARED,
                filled.shop(),
                new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")));
        Files.createDirectories(versions.model(VERSION).getParent());
        new LearnedRankingFile(versions.model(VERSION)).write(learned);
    }

    private void use() {
        versions.use(VERSION);
        model.follow();
    }

    private static Request viewing(String product) {
        return new Request(
                Optional.empty(),
                Optional.of("me"),
                List.of(),
                Optional.of(product),
                3,
                Duration.ofSeconds(5),
                FilledShop.NOW);
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.product().id()).toList();
    }

    @Test
    void theNextAnswerIsByTheModelAndSaysWhichAndWithoutItAgain() {
        assertThat(recommender.answer(viewing("item-3")).model()).isEmpty();

        use();
        Answer answer = recommender.answer(viewing("item-3"));

        assertThat(answer.model()).contains(VERSION);
        assertThat(ids(answer)).first().isEqualTo("item-4");
        assertThat(answer.items()).allSatisfy(item -> assertThat(item.score()).isBetween(0.0, 1.0));
        versions.rollBack(Optional.empty());
        model.follow();
        assertThat(recommender.answer(viewing("item-3")).model()).isEmpty();
    }

    @Test
    void aClickChangesTheNextAnswerOfTheModelToo() {
        use();
        filled.event("Product Viewed", "anonymousId", "you", "item-10", FilledShop.NOW.minusSeconds(9));
        Request request = new Request(
                Optional.empty(),
                Optional.of("you"),
                List.of(),
                Optional.empty(),
                3,
                Duration.ofSeconds(5),
                FilledShop.NOW);
        assertThat(ids(recommender.answer(request))).first().isEqualTo("item-11");

        filled.event("Product Viewed", "anonymousId", "you", "item-20", FilledShop.NOW);

        Answer answer = recommender.answer(request);
        assertThat(answer.source()).isEqualTo(Source.PERSONAL);
        assertThat(answer.model()).contains(VERSION);
        assertThat(ids(answer)).first().isEqualTo("item-21");
    }

    @Test
    void aProductThatCameAfterTheTrainingIsRecommended() {
        use();
        filled.product("new", "Line 1", 5).browsed(100, "item-3", "new");

        assertThat(ids(recommender.answer(viewing("item-3")))).contains("new");
    }

    @Test
    void whatDecidedIsToldByFeaturesTheWeightiestFirst() {
        assertThat(recommender.explain(viewing("item-3"), "item-4")).isEmpty();
        use();

        var why = recommender.explain(viewing("item-3"), "item-4");

        assertThat(why).isNotEmpty();
        assertThat(Math.abs(why.get(0).amount()))
                .isGreaterThanOrEqualTo(Math.abs(why.get(1).amount()));
        assertThat(recommender.explain(viewing("item-3"), "no such product")).isEmpty();
    }

    @Test
    void aDamagedModelIsSaidAndAnswersGoOnWithoutIt() throws IOException {
        use();
        byte[] bytes = Files.readAllBytes(versions.model(VERSION));
        bytes[bytes.length / 2] ^= 4;
        Files.write(versions.model(VERSION), bytes);

        model.follow();

        assertThat(model.trouble()).hasValueSatisfying(why -> assertThat(why).contains("is damaged"));
        assertThat(model.version()).isEmpty();
        Answer answer = recommender.answer(viewing("item-3"));
        assertThat(answer.model()).isEmpty();
        assertThat(ids(answer)).first().isEqualTo("item-4");
    }

    @Test
    void aModelThatIsGoneIsSaidAndAnswersGoOnWithoutIt() throws IOException {
        versions.use(VERSION);
        Files.delete(versions.model(VERSION));

        model.follow();

        assertThat(model.trouble()).hasValueSatisfying(why -> assertThat(why).contains("is not there"));
        assertThat(recommender.answer(viewing("item-3")).source()).isEqualTo(Source.SIMILAR);
    }

    @Test
    void aModelThatFailsInAnAnswerIsCountedAndTheAnswerIsWithoutItAndThenByTheNextModel() {
        use();
        assertThat(recommender.answer(viewing("item-3")).model()).contains(VERSION);
        filled.shop()
                .companions()
                .rankBy(Optional.of(new RankingInUse(
                        "broken",
                        filled.shop()
                                .companions()
                                .ranked(BrokenRanking.of(learned), filled.shop().catalog()::indexOf))));

        Answer answer = recommender.answer(viewing("item-3"));

        assertThat(answer.source()).isEqualTo(Source.SIMILAR);
        assertThat(answer.model()).isEmpty();
        assertThat(ids(answer)).first().isEqualTo("item-4");
        assertThat(filled.shop().companions().unranked()).isOne();
        assertThat(recommender.failed()).isZero();
        model.follow();
        assertThat(recommender.answer(viewing("item-3")).model()).contains(VERSION);
    }
}
