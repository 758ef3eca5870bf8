package shopstream.recommender.placements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.declared.ProductTable;
import shopstream.recommender.live.FilledShop;

class PlacementsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private Placements read() {
        return Placements.read(folder, FilledShop.PRODUCTS, PARIS, Placements.NONE, problems);
    }

    private Placement read(String text) throws IOException {
        Files.writeString(folder.resolve("home.yaml"), text);
        return read().named("home").orElse(null);
    }

    @Test
    void readsAFileAsAWhole() throws IOException {
        Placement home = read("""
                description: The first page
                shows: goes-with
                products: 6
                only: {category: [Ships, Planes]}
                rules:
                  - name: front
                    pin: {product: [B, A]}
                    at: 2
                  - name: rich
                    boost: {brand: Maker, margin: {from: 40}}
                    times: 3
                """);
        assertThat(problems.all()).isEmpty();
        assertThat(home.shows()).isEqualTo(Purpose.GOES_WITH);
        assertThat(home.products()).isEqualTo(6);
        assertThat(home.only().orElseThrow().categories()).containsExactlyInAnyOrder("Ships", "Planes");
        assertThat(home.rules().get(0).action()).isEqualTo(new Action.Pin(2, 2));
        assertThat(home.rules().get(0).of().products()).containsExactly("B", "A");
        assertThat(home.rules().get(1).action()).isEqualTo(new Action.Boost(3));
        assertThat(home.rules().get(1).of())
                .isEqualTo(new Selection(
                        Set.of(),
                        Set.of("Maker"),
                        Set.of(),
                        Optional.empty(),
                        Optional.of(new Bounds(Optional.of(new BigDecimal("40")), Optional.empty())),
                        Optional.empty()));
    }

    @Test
    void aRecommenderIsAskedOnlyForWhatIsForAVisitor() throws IOException {
        assertThat(read("{shows: for-you, recommender: ours}").recommender()).hasValue("ours");
        assertThat(problems.all()).isEmpty();

        assertThat(read("{shows: popular, recommender: ours}")).isNull();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .endsWith("home.yaml:1: The recommender `ours` is not asked for what the placement shows. Write"
                        + " `shows: for-you`, or take `recommender:` out.");
    }

    @Test
    void theDaysOfARuleAreTheShopsAndBothInIt() throws IOException {
        Rule rule = read("""
                shows: popular
                rules:
                  - name: spring
                    exclude: {category: Coffee}
                    from: 2027-03-01
                    until: 2027-03-31
                """).rules().get(0);
        assertThat(rule.isInForce(Instant.parse("2027-02-28T22:59:59Z"))).isFalse();
        assertThat(rule.isInForce(Instant.parse("2027-02-28T23:00:00Z"))).isTrue();
        // Summer time has begun by then.
        assertThat(rule.isInForce(Instant.parse("2027-03-31T21:59:59Z"))).isTrue();
        assertThat(rule.isInForce(Instant.parse("2027-03-31T22:00:00Z"))).isFalse();
    }

    @Test
    void aTimeEndsARuleOnTheMinute() throws IOException {
        Rule rule = read("""
                shows: popular
                rules:
                  - {name: evening, bury: {category: Coffee}, until: 2027-03-05T18:00}
                """).rules().get(0);
        assertThat(rule.isInForce(Instant.parse("2027-03-05T16:59:59Z"))).isTrue();
        assertThat(rule.isInForce(Instant.parse("2027-03-05T17:00:00Z"))).isFalse();
    }

    @Test
    void saysEverythingThatIsWrongAtOnceWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("cart.yaml"), """
                shows: goeswith
                producs: 4
                rules:
                  - name: one
                    exclude: {categroy: Ships}
                  - name: one
                    pin: {product: A}
                    bury: {product: B}
                  - name: two
                    boost: {category: Ships}
                    times: 0.5
                  - name: three
                    from: 2027-03-31
                    until: 2027-03-01
                  - name: four
                    exclude: {price: {from: 10, to: 5}}
                    from: soon
                  - name: five
                    exclude: {}
                """);
        Files.writeString(folder.resolve("empty.yaml"), "description: Nothing\n");
        assertThat(read().all()).isEmpty();
        assertThat(problems.all())
                .extracting(problem -> problem.place().file().getFileName() + ":"
                        + problem.place().line() + ": " + problem.message() + " " + problem.nextStep())
                .containsExactlyInAnyOrder(
                        "cart.yaml:1: The key `shows` has the value `goeswith`."
                                + " Write one of alternatives, goes-with, for-you, popular.",
                        "cart.yaml:2: The key `producs` is not known here. Did you mean `products`?",
                        "cart.yaml:5: The key `categroy` is not known here. Did you mean `category`?",
                        "cart.yaml:6: There is a rule `one` already, in line 4."
                                + " Give this one another name: answers say by it which rule acted.",
                        "cart.yaml:6: The rule `one` says pin and bury at once."
                                + " Write one of pin, exclude, boost, bury, with the products it is about below it.",
                        "cart.yaml:11: The key `times` is 0.5, which moves nothing the right way. Write a number above 1:"
                                + " 2 brings what is boosted from place 10 to 5, and what is buried from 5 to 10.",
                        "cart.yaml:14: The rule ends before it begins."
                                + " Write the first day after `from` and the last one after `until`.",
                        "cart.yaml:12: The rule `three` does nothing."
                                + " Write one of pin, exclude, boost, bury, with the products it is about below it.",
                        "cart.yaml:16: No price is from 10 to 5. Write the smaller one first.",
                        "cart.yaml:17: The key `from` has the value `soon`."
                                + " Write a day such as 2027-03-31, or a time such as 2027-03-31T18:00.",
                        "cart.yaml:19: Nothing says which products are meant."
                                + " Write product, brand, category, price, margin or age.",
                        "empty.yaml:1: Nothing says what the placement shows."
                                + " Add `shows:` with one of alternatives, goes-with, for-you, popular.");
    }

    @Test
    void anActionThatIsMistypedIsNamedWithWhatWasMeant() throws IOException {
        read("""
                shows: popular
                rules:
                  - {name: up, bost: {category: Ships}, times: 3}
                """);
        assertThat(problems.all())
                .extracting(problem -> problem.message() + " " + problem.nextStep())
                .contains("The key `bost` is not known here. Did you mean `boost`?");
    }

    @Test
    void whatIsNotKnownOfProductsCannotBeAskedFor() throws IOException {
        Files.writeString(folder.resolve("home.yaml"), """
                shows: popular
                rules:
                  - {name: own, boost: {brand: Maker}}
                  - {name: new, boost: {age: {to: 30d}}}
                  - {name: thin, bury: {margin: {to: 20}}}
                """);
        ProductTable bare = new ProductTable(
                "products",
                "code",
                "name",
                Optional.empty(),
                Optional.of("price"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Placements.read(folder, bare, PARIS, Placements.NONE, problems);
        assertThat(problems.all())
                .extracting(Problem::message)
                .containsExactly(
                        "No brand of a product is known: recommendations.yaml does not name its brand.",
                        "No age of a product is known: recommendations.yaml does not name its since.",
                        "No margin of a product is known: recommendations.yaml does not name its price and cost.");
    }

    @Test
    void aShopWithoutTheFolderHasNoPlacements() {
        assertThat(Placements.read(folder.resolve("none"), FilledShop.PRODUCTS, PARIS, Placements.NONE, problems)
                        .all())
                .isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void theShippedPlacementsAreFreeOfProblems() {
        Placements shipped = Placements.read(
                Path.of("..", "shop", "placements"), FilledShop.PRODUCTS, PARIS, Placements.NONE, problems);
        assertThat(problems.all()).isEmpty();
        assertThat(shipped.all()).containsOnlyKeys("cart", "home", "product-page", "thank-you");
    }
}
