package shopstream.recommender.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class ReadyTableTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();
    private final FeatureRows products = SmallTowers.products("A", "B", "C");

    @Test
    void putsTheHighestScoreFirst() throws IOException {
        OwnRecommender ours = table("ours.csv", "score", """
                customer,product,score
                7,A,0.5
                7,B,2.5
                8,C,1
                7,C,-1
                """).orElseThrow();

        assertThat(ours.best(of("7"), 2)).containsExactly(new ScoredProduct("B", 2.5f), new ScoredProduct("A", 0.5f));
        assertThat(ours.best(of("8"), 2)).containsExactly(new ScoredProduct("C", 1));
        assertThat(ours.best(of("9"), 2)).isEmpty();
        assertThat(ours.best(new Situation(Optional.empty(), List.of("A"), List.of()), 2))
                .isEmpty();
        ours.refresh();
        assertThat(ours.complaints()).isEmpty();
    }

    @Test
    void putsTheLowestRankFirst() throws IOException {
        OwnRecommender ours = table("ours.jsonl", "rank", """
                {"customer": 7, "product": "A", "rank": 2}
                {"customer": "7", "product": "B", "rank": "1"}
                """).orElseThrow();

        assertThat(ids(ours, "7")).containsExactly("B", "A");
    }

    @Test
    void keepsTheOrderOfTheFileAndEachProductOnce() throws IOException {
        OwnRecommender ours = table("ours.csv", "", """
                customer,product
                7,C
                7,A
                7,C
                """).orElseThrow();

        assertThat(ids(ours, "7")).containsExactly("C", "A");
    }

    @Test
    void saysWhichProductsTheShopDoesNotHave() throws IOException {
        OwnRecommender ours = table("ours.csv", "", """
                customer,product
                7,A
                7,Y
                8,X
                """).orElseThrow();
        ours.refresh();

        assertThat(ours.complaints())
                .containsExactly(
                        "The shop has no product `X` and 1 more, which the table recommends. Write the table with the"
                                + " shop's product ids.");
    }

    @Test
    void saysWhichRowsAreWrong() throws IOException {
        assertThat(table("ours.csv", "score", """
                customer,product,score
                7,A,high
                7,,1
                7,B,NaN
                8,A,
                """)).isEmpty();

        String file = folder.resolve("ours.csv").toAbsolutePath().toString();
        assertThat(problems.all().stream().map(Problem::toString))
                .containsExactly(
                        file + ":2: `score` is `high`, and must be a number. Mend the row, or take it out.",
                        file + ":3: `product` is empty. Mend the row, or take it out.",
                        file + ":4: `score` is `NaN`, and must be a number. Mend the row, or take it out.",
                        file + ":5: `score` is empty, and must be a number. Mend the row, or take it out.");
    }

    @Test
    void tellsTheFirstOfManyWrongRows() throws IOException {
        assertThat(table("ours.jsonl", "", "no json\n".repeat(100))).isEmpty();

        assertThat(problems.all()).hasSize(6);
        assertThat(problems.all().get(5).message()).isEqualTo("95 more rows are wrong.");
    }

    @Test
    void saysWhichColumnsThereAre() throws IOException {
        assertThat(table("ours.csv", "scores", "customer,product,score\n7,A,1\n"))
                .isEmpty();

        assertThat(problems.all())
                .extracting(Problem::message, Problem::nextStep)
                .containsExactly(tuple(
                        "The table ours.csv has no column `scores`. Did you mean `score`?",
                        "It has customer, product, score."));
    }

    @Test
    void saysThatThereIsNoTableOrNothingInIt() throws IOException {
        assertThat(table("ours.csv", "", "customer,product\n")).isEmpty();
        Files.delete(folder.resolve("ours.csv"));
        assertThat(load()).isEmpty();

        assertThat(problems.all())
                .extracting(Problem::message)
                .containsExactly(
                        "The table has no rows.",
                        "There is no table " + folder.resolve("ours.csv").toAbsolutePath() + ".");
    }

    private Optional<OwnRecommender> table(String name, String order, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        String key = order.startsWith("score") ? ", score: " : ", rank: ";
        Files.writeString(
                folder.resolve("ours.yaml"),
                "{kind: table, file: " + name + ", customer: customer, product: product"
                        + (order.isEmpty() ? "" : key + order) + "}");
        return load();
    }

    private Optional<OwnRecommender> load() {
        return new OwnFiles(List.of(), List.of(), problems)
                .read(folder.resolve("ours.yaml"))
                .flatMap(declared -> OwnLoading.load(declared, products, new FeatureRows(List.of()), problems));
    }

    private static Situation of(String customer) {
        return new Situation(Optional.of(customer), List.of(), List.of());
    }

    private static List<String> ids(OwnRecommender ours, String customer) {
        return ours.best(of(customer), 10).stream().map(ScoredProduct::id).toList();
    }
}
