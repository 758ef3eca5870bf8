package shopstream.recommender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import shopstream.recommender.learning.TastePast;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.live.RankingInUse;
import shopstream.recommender.ranking.Contribution;
import shopstream.recommender.ranking.Feature;
import shopstream.recommender.ranking.LearnedRanking;
import shopstream.recommender.ranking.LearnedRankingFile;
import shopstream.recommender.taste.BrokenTaste;

class TasteInUseTest {
    private static final String VERSION = "20260504T100000Z";
    private static final String CUSTOMER = "7";
    private static final List<String> BOUGHT = List.of("line-2-0", "line-2-1", "line-2-2", "line-2-3");
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
                .train(TastePast.of(120, 8, 3), Optional.empty())
                .orElseThrow()
                .ranking();
    }

    /** In this shop everybody looks at the same few products, and lists know of no others. */
    @BeforeEach
    void fill() throws IOException {
        for (int front = 0; front < TastePast.FRONT; front++) {
            filled.product("front-" + front, "Front", 5);
        }
        for (int line = 0; line < TastePast.LINES; line++) {
            for (int place = 0; place < TastePast.OF_ONE_LINE; place++) {
                filled.product("line-" + line + "-" + place, "Line " + line, 5);
            }
        }
        filled.browsed(5, "front-0", "front-1", "front-2", "front-3", "front-4");
        BOUGHT.forEach(this::buys);
        versions = new ModelVersions(directory);
        model = new ModelInUse(versions, filled.shop());
        recommender = new Recommender(
                FilledShop.DECLARED,
                filled.shop(),
                new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")));
        Files.createDirectories(versions.model(VERSION).getParent());
        new StoredModel(versions.model(VERSION)).write(learned);
        versions.use(VERSION);
        model.follow();
    }

    private void buys(String product) {
        filled.bought("order of " + product, CUSTOMER, product, FilledShop.NOW.minus(Duration.ofDays(9)), true);
    }

    private static Request viewingFront(Optional<String> customer, Optional<String> browser) {
        return new Request(
                customer, browser, List.of(), Optional.of("front-0"), 10, Duration.ofSeconds(5), FilledShop.NOW);
    }

    private Answer answer() {
        return recommender.answer(viewingFront(Optional.of(CUSTOMER), Optional.empty()));
    }

    /** What of a line is in an answer, without what somebody bought and so is popular. */
    private static long of(String line, Answer answer) {
        return answer.items().stream()
                .map(item -> item.product().id())
                .filter(product -> product.startsWith(line) && !BOUGHT.contains(product))
                .count();
    }

    /** How well a product suits somebody, as the model that is in use has it; empty where it is no candidate. */
    private Optional<Float> suits(Request request, String product) {
        return recommender.explain(request, product).stream()
                .filter(each -> each.feature() == Feature.TASTE_SHARE)
                .findFirst()
                .map(Contribution::value);
    }

    @Test
    void whatACustomerLikesIsRecommendedThoughNothingThatTheyLookAtLeadsToIt() {
        for (int view = 0; view < 25; view++) {
            // So much that nothing else is left of the session.
            filled.event(
                    "Product Viewed",
                    "userId",
                    CUSTOMER,
                    "front-" + view % 5,
                    FilledShop.NOW.minusSeconds(3_600 - view));
        }

        Answer answer = answer();

        assertThat(answer.source()).isEqualTo(Source.PERSONAL);
        assertThat(answer.model()).contains(VERSION);
        assertThat(of("line-2-", answer)).isGreaterThan(2);
        assertThat(answer.items())
                .filteredOn(item -> item.product().id().startsWith("line-2-"))
                .allSatisfy(item -> assertThat(item.reason()).isEqualTo("Suits what you like"));
        assertThat(answer.items())
                .noneMatch(item -> BOUGHT.contains(item.product().id()));
        versions.rollBack(Optional.of(ModelVersions.UNLEARNED));
        model.follow();
        assertThat(of("line-2-", answer())).as("the session alone").isZero();
    }

    @Test
    void oneMorePurchaseIsInTheVeryNextAnswer() {
        Request request = viewingFront(Optional.of(CUSTOMER), Optional.empty());
        float before = suits(request, "line-5-7").orElse(0f);
        long shown = of("line-5-", answer());

        buys("line-5-0");

        assertThat(suits(request, "line-5-7").orElse(0f)).isGreaterThan(before + .1f);
        assertThat(of("line-5-", answer())).isGreaterThan(shown);
    }

    @Test
    void aProductThatIsNewerThanTheTrainingIsKnownByWhatTheShopSaysOfIt() {
        Request request = viewingFront(Optional.of(CUSTOMER), Optional.empty());
        filled.product("new-2", "Line 2", 5).product("new-5", "Line 5", 5);
        assertThat(suits(request, "new-2")).as("nothing leads to it").isEmpty();

        model.welcome();

        assertThat(suits(request, "new-2"))
                .hasValueSatisfying(share -> assertThat(share).isPositive());
        assertThat(suits(request, "new-5").orElse(0f))
                .isLessThan(suits(request, "new-2").orElseThrow());
        assertThat(answer().model()).contains(VERSION);
        RankingInUse now = filled.shop().companions().ranking().orElseThrow();
        model.welcome();
        assertThat(filled.shop().companions().ranking()).as("nobody else came").containsSame(now);
    }

    @Test
    void anAnonymousVisitorsLongHistoryCountsToo() {
        for (int place = 0; place < 6; place++) {
            filled.event(
                    "Product Viewed",
                    "anonymousId",
                    "me",
                    "line-4-" + place,
                    FilledShop.NOW.minus(Duration.ofHours(90 - place * 10)));
        }
        Request request = viewingFront(Optional.empty(), Optional.of("me"));

        assertThat(of("line-4-", recommender.answer(request))).isGreaterThan(2);
        assertThat(suits(request, "line-4-9"))
                .hasValueSatisfying(share -> assertThat(share).isPositive());
    }

    @Test
    void whatTasteDecidedIsToldAmongTheRest() {
        String first = answer().items().get(0).product().id();

        assertThat(suits(viewingFront(Optional.of(CUSTOMER), Optional.empty()), first))
                .hasValueSatisfying(share -> assertThat(share).isPositive());
    }

    @Test
    void whatWasReadAnswersAsWhatWasWritten() {
        Answer read = answer();
        filled.shop()
                .companions()
                .rankBy(Optional.of(new RankingInUse(
                        "written",
                        filled.shop().companions().ranked(learned, filled.shop().catalog()::indexOf))));

        assertThat(answer().items()).isEqualTo(read.items());
    }

    @Test
    void aDamagedTasteIsSaidAndTheRestOfTheModelGoesOn() throws IOException {
        byte[] bytes = Files.readAllBytes(versions.taste(VERSION));
        bytes[bytes.length / 2] ^= 4;
        Files.write(versions.taste(VERSION), bytes);

        model.follow();

        assertThat(model.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("long-term taste", "taste.model", "is damaged"));
        assertThat(answer().model()).contains(VERSION);
        assertThat(of("line-2-", answer())).isZero();
    }

    @Test
    void aTasteThatIsGoneIsSaidAndTheRestOfTheModelGoesOn() throws IOException {
        Files.delete(versions.taste(VERSION));

        model.follow();

        assertThat(model.trouble()).hasValueSatisfying(why -> assertThat(why).contains("is not there"));
        assertThat(answer().model()).contains(VERSION);
    }

    @Test
    void aTasteThatFailsInAnAnswerIsCountedAndTheListsAreMerged() {
        filled.shop()
                .companions()
                .rankBy(Optional.of(new RankingInUse(
                        "broken",
                        filled.shop()
                                .companions()
                                .ranked(
                                        learned.with(
                                                BrokenTaste.of(learned.taste().orElseThrow())),
                                        filled.shop().catalog()::indexOf))));

        Answer answer = answer();

        assertThat(answer.items()).hasSize(10);
        assertThat(answer.model()).isEmpty();
        assertThat(filled.shop().companions().unranked()).isOne();
        assertThat(recommender.failed()).isZero();
    }

    @Test
    void aVersionThatWasLearnedWithoutTasteIsUsedWithoutAndNothingIsMissed() {
        LearnedRanking older = new PastTraining(1, 1, line -> {})
                .train(SamplePast.ofBriefVisits(900, 5), Optional.empty())
                .orElseThrow()
                .ranking();
        new LearnedRankingFile(versions.model(VERSION)).write(older);

        model.follow();

        assertThatThrownBy(() -> older.with(learned.taste().orElseThrow())).hasMessageContaining("has not learned");
        assertThat(model.trouble()).isEmpty();
        assertThat(answer().model()).contains(VERSION);
        assertThat(of("line-2-", answer()))
                .as("a taste beside it that is not its own")
                .isZero();
    }
}
