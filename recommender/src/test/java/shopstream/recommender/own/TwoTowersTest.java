package shopstream.recommender.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class TwoTowersTest {
    @TempDir
    Path folder;

    private SmallTowers towers;
    private FeatureRows products = SmallTowers.products("A", "B", "C", "D");
    private final FeatureRows customers = new FeatureRows(List.of("country", "limit"));

    @BeforeEach
    void folder() {
        towers = new SmallTowers(folder);
    }

    @Test
    void recommendsWhatIsLikeWhatAVisitorDidLately() throws IOException {
        OwnRecommender ours = loaded(towers.write());

        assertThat(ids(ours.best(SmallTowers.did("A"), 4))).containsExactly("A", "B", "D", "C");
        assertThat(ids(ours.best(SmallTowers.did("C"), 2))).containsExactly("C", "D");
        assertThat(ours.best(SmallTowers.did("A"), 1)).containsExactly(new ScoredProduct("A", 16f / 3));
    }

    @Test
    void takesTheNewestOfAListThatIsTooLong() throws IOException {
        OwnRecommender ours = loaded(towers.write());

        assertThat(ids(ours.best(SmallTowers.did("A", "A", "C", "C", "C"), 1))).containsExactly("C");
    }

    @Test
    void saysNothingToWhomNothingIsKnownOf() throws IOException {
        OwnRecommender ours = loaded(towers.write());

        assertThat(ours.best(new Situation(Optional.of("7"), List.of(), List.of()), 4))
                .isEmpty();
    }

    @Test
    void passesOverAProductThatTheVocabularyDoesNotHave() throws IOException {
        OwnRecommender ours = loaded(towers.write());

        assertThat(ours.best(SmallTowers.did("X", "A"), 1)).isEqualTo(ours.best(SmallTowers.did("A"), 1));
    }

    @Test
    void followsProductsThatComeAndGo() throws IOException {
        OwnRecommender ours = loaded(towers.write());
        products.remove("A");
        ours.refresh();

        assertThat(ids(ours.best(SmallTowers.did("A"), 1))).containsExactly("B");
    }

    @Test
    void leavesOutAProductWhoseVectorIsNoNumberAndSaysWhich() throws IOException {
        OwnRecommender ours = loaded(towers.write(SmallTowers.VECTORS, SmallTowers.broken(2)));

        assertThat(ids(ours.best(SmallTowers.did("A"), 4))).containsExactly("A", "D", "C");
        assertThat(ours.complaints())
                .containsExactly(
                        "The product `B` cannot be recommended: The item tower gives [NaN, NaN] for it. Look at what"
                                + " it takes of this product.");
    }

    @Test
    void failsWhereAUsersVectorIsNoNumber() throws IOException {
        OwnRecommender ours = loaded(towers.write(SmallTowers.broken(3), SmallTowers.VECTORS));

        assertThat(ids(ours.best(SmallTowers.did("A"), 1))).containsExactly("A");
        assertThatThrownBy(() -> ours.best(SmallTowers.did("C"), 1)).hasMessageContaining("gives [NaN, NaN]");
    }

    @Test
    void takesColumnsOfCustomersAndProductsAsTextsAndNumbers() throws IOException {
        new OnnxFile()
                .input("limit", OnnxFile.FLOAT, -1, 1)
                .constant("weights", new float[][] {{2, 1}})
                .node("MatMul", List.of("limit", "weights"), "vector")
                .output("vector", OnnxFile.FLOAT, -1, 2)
                .write(folder.resolve("user.onnx"));
        new OnnxFile()
                .input("price", OnnxFile.FLOAT, 1, 1)
                .constant("weights", new float[][] {{1, 0}})
                .node("MatMul", List.of("price", "weights"), "vector")
                .output("vector", OnnxFile.FLOAT, 1, 2)
                .write(folder.resolve("item.onnx"));
        products = new FeatureRows(List.of("price"));
        products.put("A", column -> Optional.of("10.5"));
        products.put("B", column -> Optional.empty());
        customers.put("7", column -> Optional.of(column.equals("limit") ? "3" : "France"));
        OwnRecommender ours = loaded(towers.declare("""
                kind: two-towers
                user-tower: {model: user.onnx, inputs: {limit: {feature: customer.limit}}}
                item-tower: {model: item.onnx, inputs: {price: {feature: product.price, missing: 100}}}
                """));

        assertThat(ours.best(new Situation(Optional.of("7"), List.of(), List.of()), 2))
                .containsExactly(new ScoredProduct("B", 600), new ScoredProduct("A", 63));
        assertThat(ours.best(SmallTowers.did("A"), 2)).isEmpty();
    }

    @Test
    void givesTextsToAModelThatTakesThemAndTakesDoubles() throws IOException {
        towers.write();
        new OnnxFile()
                .input("limit", OnnxFile.STRING, -1, 1)
                .constant("weights", new float[][] {{1, 0}})
                .cast("limit", "number", OnnxFile.FLOAT)
                .node("MatMul", List.of("number", "weights"), "product")
                .cast("product", "vector", OnnxFile.DOUBLE)
                .output("vector", OnnxFile.DOUBLE, -1, 2)
                .write(folder.resolve("user.onnx"));
        customers.put("7", column -> Optional.of("2.5"));
        OwnRecommender ours = loaded(towers.declare(declaration()
                .replace(
                        "recent: {feature: recent-products, vocabulary: products.txt}",
                        "limit: {feature: customer.limit, missing: 0}")));

        assertThat(ours.best(new Situation(Optional.of("7"), List.of(), List.of()), 1))
                .containsExactly(new ScoredProduct("A", 10));
    }

    @Test
    void fillsAListUpWhereItsOldestWouldBe() throws IOException {
        towers.write();
        new OnnxFile()
                .input("cart", OnnxFile.INT64, -1, 3)
                .constant("weights", new float[][] {{1, 0}, {0, 0}, {0, 0}})
                .cast("cart", "numbers", OnnxFile.FLOAT)
                .node("MatMul", List.of("numbers", "weights"), "vector")
                .output("vector", OnnxFile.FLOAT, -1, 2)
                .write(folder.resolve("user.onnx"));
        Situation situation = new Situation(Optional.empty(), List.of(), List.of("C", "B"));
        String input = "cart: {feature: cart-products, vocabulary: products.txt, missing: 9";
        String before = declaration();

        towers.declare(before.replace("recent: {feature: recent-products, vocabulary: products.txt", input));
        assertThat(loaded(folder.resolve("ours.yaml")).best(situation, 1))
                .as("4 for A times what fills up")
                .containsExactly(new ScoredProduct("A", 36));
        towers.declare(before.replace(
                "recent: {feature: recent-products, vocabulary: products.txt", input + ", order: newest-first"));
        assertThat(loaded(folder.resolve("ours.yaml")).best(situation, 1))
                .as("4 for A times 2 for B")
                .containsExactly(new ScoredProduct("A", 8));
    }

    @Test
    void comparesByTheAngleWhereItIsToldTo() throws IOException {
        towers.write();
        towers.declare(declaration() + "similarity: cosine\n");

        List<ScoredProduct> best = loaded(folder.resolve("ours.yaml")).best(SmallTowers.did("A"), 2);

        assertThat(ids(best)).containsExactly("A", "B");
        assertThat(best.get(0).score()).isCloseTo(4f / 3, within(1e-5f));
        assertThat(best.get(1).score()).isCloseTo((float) (4 / Math.sqrt(10)), within(1e-5f));
    }

    @Test
    void saysOfWhichProductAValueIsNoNumber() throws IOException {
        towers.write();
        towers.declare(declaration().replace("product-id, vocabulary: products.txt", "product-id"));
        products = SmallTowers.products("1", "X");
        OwnRecommender ours = loaded(folder.resolve("ours.yaml"));

        assertThat(ids(ours.best(SmallTowers.did("A"), 4))).containsExactly("1");
        assertThat(ours.complaints())
                .containsExactly(
                        "The product `X` cannot be recommended: `X` of product-id is no number, and the model's input"
                                + " product (int64 [any]) takes numbers. Add `vocabulary:` with a file that has one value a line, as"
                                + " the model counts them.");
    }

    @Test
    void saysWhichInputsTheModelHas() throws IOException {
        towers.write();
        towers.declare(declaration().replace("recent: {", "recnt: {"));

        assertThat(problems())
                .containsExactly(
                        folder.resolve("ours.yaml")
                                + ":5: user.onnx has no input `recnt`. Did you mean `recent`? It has"
                                + " recent (int64 [any, 3]).",
                        folder.resolve("ours.yaml")
                                + ":3: Nothing says what the input recent (int64 [any, 3]) of user.onnx"
                                + " takes. Add `recent: {feature: …}` below `inputs:`.");
    }

    @Test
    void saysWhereAListIsLongerThanTheInput() throws IOException {
        towers.write();
        towers.declare(declaration().replace("recent-products,", "recent-products, length: 20,"));

        assertThat(problems())
                .containsExactly(
                        folder.resolve("ours.yaml")
                                + ":5: The input recent (int64 [any, 3]) of user.onnx cannot take recent-products, of which there are"
                                + " 20 for each row. Export the model with the shape [any, 20], or write the `length:` that it has.");
    }

    @Test
    void saysWhereTheTowersGiveVectorsOfDifferentLengths() throws IOException {
        Path file = towers.write(SmallTowers.VECTORS, new float[][] {{0, 0, 0}, {1, 2, 3}});

        assertThat(problems(file))
                .containsExactly(file + ":1: user.onnx gives vectors of 2 numbers, item.onnx of 3. Export both from one"
                        + " training.");
    }

    @Test
    void saysWhatIsMissingOrNoModel() throws IOException {
        Path file = towers.write();
        Files.delete(folder.resolve("user.onnx"));
        Files.writeString(folder.resolve("item.onnx"), "This is no model.");

        assertThat(problems(file)).hasSize(2);
        assertThat(problems(file).get(0))
                .isEqualTo(file + ":3: There is no model " + folder.resolve("user.onnx")
                        + ". Put the ONNX file there, or name another one.");
        assertThat(problems(file).get(1))
                .startsWith(file + ":7: " + folder.resolve("item.onnx") + " is no model that can be run: ");
    }

    @Test
    void saysWhereTheVocabularyIsMissing() throws IOException {
        Path file = towers.write();
        Files.delete(folder.resolve("products.txt"));

        assertThat(problems(file))
                .hasSize(2)
                .first()
                .isEqualTo(file + ":5: There is no vocabulary " + folder.resolve("products.txt")
                        + ". Put it there, one value a line, or name another one.");
    }

    @Test
    void isAnotherVersionWhenAFileIsAnotherOne() throws IOException {
        String before = loaded(towers.write()).version();
        String same = loaded(towers.write()).version();
        String changed =
                loaded(towers.write(SmallTowers.broken(1), SmallTowers.VECTORS)).version();

        assertThat(before).startsWith("ours-").isEqualTo(same).isNotEqualTo(changed);
    }

    @Test
    void cannotBeAskedOnceItIsClosed() throws IOException {
        OwnRecommender ours = loaded(towers.write());
        ours.close();
        ours.close();

        assertThatThrownBy(() -> ours.best(SmallTowers.did("A"), 1)).hasMessageContaining("are closed");
    }

    private String declaration() throws IOException {
        return Files.readString(folder.resolve("ours.yaml"));
    }

    private OwnRecommender loaded(Path file) {
        Problems problems = new Problems();
        Optional<OwnRecommender> loaded = load(file, problems);
        assertThat(problems.all()).isEmpty();
        loaded.orElseThrow().refresh();
        return loaded.orElseThrow();
    }

    private List<String> problems() {
        return problems(folder.resolve("ours.yaml"));
    }

    private List<String> problems(Path file) {
        Problems problems = new Problems();
        assertThat(load(file, problems)).isEmpty();
        return problems.all().stream().map(Problem::toString).toList();
    }

    private Optional<OwnRecommender> load(Path file, Problems problems) {
        return new OwnFiles(products.columns(), customers.columns(), problems)
                .read(file)
                .flatMap(declared -> OwnLoading.load(declared, products, customers, problems));
    }

    private static List<String> ids(List<ScoredProduct> products) {
        return products.stream().map(ScoredProduct::id).toList();
    }
}
