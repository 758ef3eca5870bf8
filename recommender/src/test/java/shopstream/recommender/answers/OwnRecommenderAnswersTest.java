package shopstream.recommender.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.own.LiveOwn;
import shopstream.recommender.own.OwnFiles;
import shopstream.recommender.own.OwnInUse;
import shopstream.recommender.own.SmallTowers;
import shopstream.recommender.placements.LivePlacements;

/** What a shop's own model says in the answers of a placement that names it, and what is answered where it says nothing. */
class OwnRecommenderAnswersTest {
    @TempDir
    Path directory;

    private SmallTowers towers;
    private LiveOwn own;
    private FilledShop filled;
    private Recommender recommender;

    @BeforeEach
    void shop() throws IOException {
        towers = new SmallTowers(directory);
        start(towers.write());
    }

    private void start(Path declaration) throws IOException {
        Problems problems = new Problems();
        own = new LiveOwn(
                List.of(new OwnFiles(List.of(), List.of(), problems)
                        .read(declaration)
                        .orElseThrow()),
                System::nanoTime);
        filled = new FilledShop(own.features());
        for (String code : List.of("A", "B", "C", "D", "E")) {
            filled.product(code, "Line of " + code, 5);
        }
        // E is what most look at, and what goes with A by what people did.
        filled.browsed(30, "A", "E").browsed(5, "B").browsed(5, "C").browsed(5, "D");
        own.look();
        Path folder = Files.createDirectories(directory.resolve("placements"));
        Files.writeString(folder.resolve("spot.yaml"), "{shows: for-you, recommender: ours}");
        LivePlacements placements = new LivePlacements(folder, FilledShop.PRODUCTS, ZoneOffset.UTC);
        recommender = new Recommender(
                FilledShop.DECLARED,
                filled.shop(),
                new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")),
                placements::named,
                own);
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void theModelIsAskedWhatIsLikeWhatTheVisitorDid() {
        looked("A");

        Answer answer = answer("spot", 2);

        assertThat(ids(answer)).containsExactly("B", "D");
        assertThat(answer.source()).isEqualTo(Source.PERSONAL);
        assertThat(answer.model())
                .hasValueSatisfying(version -> assertThat(version).startsWith("ours-"));
        assertThat(answer.steppedDown()).isEmpty();
        assertThat(answer.items()).extracting(Suggestion::score).containsExactly(1.0, .5);
        assertThat(ours().answered()).isEqualTo(1);
    }

    @Test
    void aClickIsInTheNextAnswer() {
        looked("A");
        assertThat(ids(answer("spot", 1))).containsExactly("B");
        looked("C");

        assertThat(ids(answer("spot", 1))).containsExactly("D");
    }

    @Test
    void otherSpotsAndVisitorsOfWhomNothingIsKnownAreAnsweredWithoutIt() {
        looked("A");

        assertThat(ids(answer("elsewhere", 1))).containsExactly("E");
        assertThat(recommender
                        .answer(request("nobody", "spot", 1, Duration.ofSeconds(5)))
                        .source())
                .isEqualTo(Source.POPULAR);
        assertThat(ours().answered()).isZero();
    }

    @Test
    void whatCannotBeBoughtIsNotShownHoweverMuchTheModelLikesIt() {
        looked("A");
        filled.product("B", "Line of B", 0);

        assertThat(ids(answer("spot", 2))).containsExactly("D", "C");
    }

    @Test
    void whereTheModelFailsTheUsualAnswerIsGivenAndCounted() throws IOException {
        own.close();
        start(towers.writeWithoutNumbersForUsersOf(1));
        looked("A");

        Answer answer = answer("spot", 1);

        assertThat(ids(answer)).containsExactly("E");
        assertThat(answer.source()).isEqualTo(Source.PERSONAL);
        assertThat(answer.steppedDown()).hasValue("the recommender ours failed");
        assertThat(ours().failed()).isEqualTo(1);
        assertThat(ours().problems()).singleElement().asString().contains("gives [NaN, NaN]");
    }

    @Test
    void whereItsFilesAreNoGoodTheOnesBeforeAreUsed() throws IOException {
        looked("A");
        Files.writeString(directory.resolve("user.onnx"), "half a model");
        own.look();

        assertThat(ids(answer("spot", 1))).containsExactly("B");
        assertThat(ours().problems()).singleElement().asString().contains("is no model that can be run");
    }

    @Test
    void anotherModelIsUsedOnceItsFilesAreThere() throws IOException {
        looked("A");
        String before = answer("spot", 1).model().orElseThrow();
        towers.writeTurned();
        own.look();

        Answer answer = answer("spot", 1);

        assertThat(ids(answer)).containsExactly("C");
        assertThat(answer.model()).isPresent().isNotEqualTo(Optional.of(before));
    }

    @Test
    void aModelThatWasNeverThereIsSteppedOver() throws IOException {
        own.close();
        Path declaration = towers.write();
        Files.delete(directory.resolve("item.onnx"));
        start(declaration);
        looked("A");

        Answer answer = answer("spot", 1);

        assertThat(ids(answer)).containsExactly("E");
        assertThat(answer.steppedDown()).hasValue("the recommender ours cannot be used");
        assertThat(ours().version()).isEmpty();
        assertThat(ours().problems()).singleElement().asString().contains("There is no model");
    }

    private OwnInUse ours() {
        return own.named("ours").orElseThrow();
    }

    private void looked(String product) {
        filled.event("Product Viewed", "anonymousId", "visitor", product, FilledShop.NOW.minus(Duration.ofMinutes(1)));
    }

    private Answer answer(String placement, int most) {
        return recommender.answer(request("visitor", placement, most, Duration.ofSeconds(5)));
    }

    private static Request request(String visitor, String placement, int most, Duration deadline) {
        return new Request(
                Optional.empty(),
                Optional.of(visitor),
                List.of(),
                Optional.empty(),
                Optional.of(placement),
                Optional.empty(),
                most,
                deadline,
                FilledShop.NOW);
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.product().id()).toList();
    }
}
