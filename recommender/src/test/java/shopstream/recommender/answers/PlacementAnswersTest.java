package shopstream.recommender.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.placements.LivePlacements;

/** What a spot is for, and the shop's rules, in the answers. */
class PlacementAnswersTest {
    @TempDir
    Path directory;

    /** Ten products, A wanted most and J least; the odd ones are Ships. */
    private final FilledShop filled = filled();

    private static FilledShop filled() {
        FilledShop shop = new FilledShop();
        for (char code = 'A'; code <= 'J'; code++) {
            shop.product(String.valueOf(code), (code - 'A') % 2 == 0 ? "Ships" : "Cars", 5);
        }
        for (char code = 'A'; code <= 'J'; code++) {
            shop.browsed(10 * ('K' - code), String.valueOf(code));
        }
        return shop;
    }

    private Recommender recommender(String placement) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("placements"));
        Files.writeString(folder.resolve("spot.yaml"), placement);
        LivePlacements placements = new LivePlacements(folder, FilledShop.PRODUCTS, ZoneOffset.UTC);
        assertThat(placements.problems()).isEmpty();
        return new Recommender(
                FilledShop.DECLARED,
                filled.shop(),
                new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")),
                placements::named);
    }

    private static Request request(String user, List<String> cart, String viewing, int most) {
        return new Request(
                Optional.ofNullable(user),
                Optional.empty(),
                cart,
                Optional.ofNullable(viewing),
                Optional.of("spot"),
                Optional.empty(),
                most,
                Duration.ofSeconds(5),
                FilledShop.NOW);
    }

    private Answer popular(int most, String... rules) throws IOException {
        return recommender("shows: popular\nrules:\n" + rules(rules)).answer(request(null, List.of(), null, most));
    }

    private static String rules(String... rules) {
        StringBuilder lines = new StringBuilder();
        for (String rule : rules) {
            lines.append("  - {").append(rule).append("}\n");
        }
        return lines.toString();
    }

    private static String ids(Answer answer) {
        StringBuilder ids = new StringBuilder();
        answer.items().forEach(item -> ids.append(item.product().id()));
        return ids.toString();
    }

    @Test
    void withoutRulesWhatIsPopularIsInItsOrder() throws IOException {
        Answer answer = popular(4);
        assertThat(ids(answer)).isEqualTo("ABCD");
        assertThat(answer.rules()).isEmpty();
        assertThat(answer.placement()).hasValue("spot");
    }

    @Test
    void whatIsExcludedIsNotThereAndTheRuleIsNamed() throws IOException {
        Answer answer = popular(4, "name: no-b, exclude: {product: B}", "name: idle, exclude: {product: J}");
        assertThat(ids(answer)).isEqualTo("ACDF");
        assertThat(answer.rules()).containsExactly("no-b");
    }

    @Test
    void whatIsPinnedIsAtItsPlaceInTheOrderOfTheFile() throws IOException {
        Answer answer = popular(4, "name: own, pin: {product: [J, I]}, at: 2");
        assertThat(ids(answer)).isEqualTo("AJIB");
        assertThat(answer.items().get(1).rules()).containsExactly("own");
        assertThat(answer.items().get(1).reason()).isEqualTo("Picked by the shop");
        assertThat(answer.items().get(0).rules()).isEmpty();
    }

    @Test
    void theBestOfWhatIsPinnedByAKindIsTaken() throws IOException {
        filled.product("F", "Cars", 5, "'maker':'Ours'").product("H", "Cars", 5, "'maker':'Ours'");
        assertThat(ids(popular(4, "name: own, pin: {brand: Ours}"))).isEqualTo("FABC");
        assertThat(ids(popular(4, "name: own, pin: {brand: Ours}, most: 2"))).isEqualTo("FHAB");
    }

    @Test
    void whatMayNotBeShownIsNotShownByAPinEither() throws IOException {
        filled.product("J", "Cars", 0);
        Recommender recommender = recommender("shows: popular\nrules:\n" + rules("name: own, pin: {product: [J, I]}"));
        assertThat(ids(recommender.answer(request(null, List.of("I"), null, 3))))
                .isEqualTo("ABC");
        assertThat(ids(popular(3, "name: own, pin: {product: H}", "name: not-h, exclude: {product: H}")))
                .isEqualTo("ABC");
    }

    @Test
    void whatIsBoostedComesNearerToTheFront() throws IOException {
        Answer answer = popular(5, "name: up, boost: {product: [D, J]}, times: 3");
        // From place 4 as if to 4/3, from place 10 as if to 10/3.
        assertThat(ids(answer)).isEqualTo("ADBCJ");
        assertThat(answer.rules()).containsExactly("up");
        assertThat(answer.items().get(1).rules()).containsExactly("up");
        assertThat(answer.items())
                .extracting(Suggestion::score)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void whatIsBuriedComesFurtherBack() throws IOException {
        Answer answer = popular(4, "name: down, bury: {product: A}, times: 3.5");
        assertThat(ids(answer)).isEqualTo("BCAD");
        assertThat(answer.rules()).containsExactly("down");
    }

    @Test
    void rulesGoByCategoryBrandPriceMarginAndAge() throws IOException {
        filled.product("A", "Ships", 5, "'price':'10.00','cost':'9.00','since':'2026-05-01','maker':'Ours'")
                .product("B", "Cars", 5, "'price':'50.00','cost':'10.00','since':'2020-01-01','maker':'Theirs'");
        assertThat(ids(popular(2, "name: r, exclude: {category: Ships}"))).isEqualTo("BD");
        assertThat(ids(popular(2, "name: r, exclude: {brand: Theirs}"))).isEqualTo("AD");
        assertThat(ids(popular(2, "name: r, exclude: {price: {from: 10, to: 20}}")))
                .isEqualTo("BC");
        assertThat(ids(popular(2, "name: r, exclude: {margin: {from: 80}}"))).isEqualTo("AD");
        assertThat(ids(popular(2, "name: r, exclude: {age: {to: 30d}}"))).isEqualTo("BC");
        assertThat(ids(popular(2, "name: r, exclude: {brand: Theirs, price: {to: 20}}")))
                .as("all of it must hold")
                .isEqualTo("AB");
    }

    @Test
    void aRuleActsOnItsDaysOnly() throws IOException {
        assertThat(ids(popular(2, "name: r, exclude: {product: A}, until: 2026-05-03")))
                .isEqualTo("AB");
        assertThat(ids(popular(2, "name: r, exclude: {product: A}, until: 2026-05-04")))
                .isEqualTo("BC");
        assertThat(ids(popular(2, "name: r, exclude: {product: A}, from: 2026-05-05")))
                .isEqualTo("AB");
    }

    @Test
    void aPlacementShowsOnlyWhatItIsSaidTo() throws IOException {
        Answer answer =
                recommender("shows: popular\nonly: {category: Cars}\n").answer(request(null, List.of(), null, 10));
        assertThat(ids(answer)).isEqualTo("BDFHJ");
    }

    @Test
    void alternativesAreLikeWhatIsViewedAndOfItsCategory() throws IOException {
        filled.browsed(20, "A", "B", "I").browsed(5, "A", "G");
        Answer answer = recommender("shows: alternatives\n").answer(request(null, List.of(), "A", 10));
        assertThat(ids(answer)).startsWith("IG").hasSize(4).matches("[CEGI]+");
        assertThat(answer.source()).isEqualTo(Source.SIMILAR);
        assertThat(answer.items().get(0).reason()).isEqualTo("Like Name of A");
    }

    @Test
    void whereThereIsNoAlternativeWhatIsPopularIsShown() throws IOException {
        filled.product("K", "Trains", 5);
        Answer answer = recommender("shows: alternatives\n").answer(request(null, List.of(), "K", 3));
        assertThat(ids(answer)).isEqualTo("ABC");
        assertThat(answer.source()).isEqualTo(Source.POPULAR);
    }

    @Test
    void whatGoesWithTheCartIsOfOtherCategoriesAsLongAsThereAreAny() throws IOException {
        filled.browsed(30, "A", "C").browsed(10, "A", "F");
        Recommender recommender = recommender("shows: goes-with\n");
        Answer answer = recommender.answer(request(null, List.of("A"), null, 1));
        assertThat(ids(answer)).isEqualTo("F");
        assertThat(answer.items().get(0).reason()).isEqualTo("Goes with Name of A");
        assertThat(ids(recommender.answer(request(null, List.of("A"), null, 2))))
                .isEqualTo("FC");
    }

    @Test
    void whatGoesWithTheCartDoesNotHangOnWhatWasLookedAt() throws IOException {
        filled.browsed(30, "A", "F").browsed(30, "B", "I");
        filled.event("Product Viewed", "userId", "7", "B", FilledShop.NOW);
        assertThat(ids(recommender("shows: goes-with\n").answer(request("7", List.of("A"), null, 1))))
                .isEqualTo("F");
        assertThat(ids(recommender("shows: for-you\n").answer(request("7", List.of(), null, 1))))
                .isEqualTo("I");
        assertThat(ids(recommender("shows: popular\n").answer(request("7", List.of(), null, 1))))
                .isEqualTo("A");
    }

    @Test
    void rulesActOnWhatIsPersonalToo() throws IOException {
        filled.browsed(30, "B", "I").browsed(20, "B", "J");
        filled.event("Product Viewed", "userId", "7", "B", FilledShop.NOW);
        Answer answer = recommender("shows: for-you\nrules:\n" + rules("name: up, boost: {product: J}, times: 5"))
                .answer(request("7", List.of(), null, 2));
        assertThat(answer.source()).isEqualTo(Source.PERSONAL);
        assertThat(ids(answer)).isEqualTo("JI");
        assertThat(answer.rules()).containsExactly("up");
        assertThat(answer.items())
                .as("who compares scores must come to the order that is shown")
                .extracting(Suggestion::score)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void aSpotThatNobodyDeclaredIsAsIfItWereNoneInParticular() throws IOException {
        Request other = new Request(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of("elsewhere"),
                Optional.empty(),
                2,
                Duration.ofSeconds(5),
                FilledShop.NOW);
        Answer answer = recommender("shows: popular\nrules:\n" + rules("name: r, exclude: {product: A}"))
                .answer(other);
        assertThat(ids(answer)).isEqualTo("AB");
        assertThat(answer.placement()).isEmpty();
    }

    @Test
    void ofTheVariantsOfAProductOneIsShown() throws IOException {
        filled.product("B", "Cars", 5, "'parent':'A'").product("D", "Cars", 5, "'parent':'C'");
        assertThat(ids(popular(4))).isEqualTo("ACFH");
        assertThat(ids(recommender("shows: popular\n").answer(request(null, List.of("B"), null, 2))))
                .as("A is what lies in the cart, in another colour")
                .isEqualTo("CF");
    }

    @Test
    void aPreviewSaysWhatIsLeftOutAndIsNotCounted() throws IOException {
        Recommender recommender =
                recommender("shows: popular\nrules:\n" + rules("name: no-ships, exclude: {category: Ships}"));
        Preview preview = recommender.preview(request(null, List.of(), null, 2));
        assertThat(ids(preview.answer())).isEqualTo("BD");
        List<String> leftOut = new ArrayList<>();
        preview.leftOut().forEach((product, rule) -> leftOut.add(product.id() + " " + rule));
        assertThat(leftOut).containsExactly("A no-ships", "C no-ships", "E no-ships", "G no-ships", "I no-ships");
        assertThat(recommender.given(Source.POPULAR)).isZero();
    }

    @Test
    void rulesHoldWhereThereWasNoTime() throws IOException {
        Request hurried = new Request(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of("B"),
                Optional.of("spot"),
                Optional.empty(),
                2,
                Duration.ZERO,
                FilledShop.NOW);
        Answer answer = recommender("shows: alternatives\nrules:\n" + rules("name: r, exclude: {product: D}"))
                .answer(hurried);
        assertThat(answer.source()).isEqualTo(Source.POPULAR);
        assertThat(answer.steppedDown()).isPresent();
        assertThat(ids(answer)).isEqualTo("FH");
    }
}
