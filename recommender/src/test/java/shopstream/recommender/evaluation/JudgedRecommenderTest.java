package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.InvalidConfiguration;
import shopstream.recommender.own.SmallTowers;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Sessions;

class JudgedRecommenderTest {
    private static final List<String> ITEMS = List.of("A", "B", "C", "D");

    @TempDir
    Path folder;

    @Test
    void twoTowersAreAskedWhatComesNextInASession() throws IOException {
        ItemIndex items = new ItemIndex();
        ITEMS.forEach(items::add);
        var pairs = new TestPairs();
        pairs.add(new int[] {0}, 1);
        pairs.add(new int[] {ItemIndex.UNKNOWN, 2}, 2);
        pairs.add(new int[] {ItemIndex.UNKNOWN}, 0);
        try (JudgedRecommender own = JudgedRecommender.load(new SmallTowers(folder).write(), folder, ITEMS)) {
            MethodFigures figures = MethodTrial.figures(new JudgedSessions(own, items), pairs, 100, Duration.ZERO);

            assertThat(figures.method()).isEqualTo("ours");
            assertThat(figures.metrics())
                    .containsExactly(Map.entry("HR@20", 2 / 3.), Map.entry("MRR@20", (.5 + 1) / 3));
            assertThat(figures.modelBytes()).isPositive();
            assertThat(own.remarks()).isEmpty();
        }
    }

    @Test
    void whatFailsCountsAsMissedAndIsTold() throws IOException {
        ItemIndex items = new ItemIndex();
        ITEMS.forEach(items::add);
        var pairs = new TestPairs();
        pairs.add(new int[] {0}, 0);
        pairs.add(new int[] {2}, 2);
        try (JudgedRecommender own =
                JudgedRecommender.load(new SmallTowers(folder).writeWithoutNumbersForUsersOf(3), folder, ITEMS)) {
            MethodFigures figures = MethodTrial.figures(new JudgedSessions(own, items), pairs, 100, Duration.ZERO);

            assertThat(figures.metrics()).containsEntry("HR@20", .5);
            assertThat(own.remarks())
                    .singleElement()
                    .asString()
                    .startsWith("ours failed, which counts as missed each time: The user tower of ours-")
                    .endsWith(" gives [NaN, NaN].");
        }
    }

    @Test
    void aTableIsJudgedByUsersAndSaysWhichItemsTheSetDoesNotHave() throws IOException {
        Files.writeString(folder.resolve("train.txt"), "1 10 11\n2 12\n");
        Files.writeString(folder.resolve("test.txt"), "1 12\n2 10\n");
        Files.writeString(folder.resolve("ready.csv"), "user,item\n1,10\n1,99\n1,12\n2,11\n");
        TasteDataSet set = TasteDataSet.read(folder.resolve("train.txt"), folder.resolve("test.txt"));
        List<String> told = new ArrayList<>();

        List<MethodFigures> figures;
        try (JudgedRecommender own = table(set.items())) {
            figures = TasteEvaluation.evaluate(set, List.of(own), words -> {
                told.add(words);
                return EvaluationProgress.silent().begun(words);
            });
        }

        assertThat(figures.get(2).method()).isEqualTo("ready");
        // Of what it recommends to the first, 10 is known already and 99 none of the set: 12 comes first, and is right.
        assertThat(figures.get(2).metrics()).containsExactly(Map.entry("Recall@20", .5), Map.entry("NDCG@20", .5));
        assertThat(told)
                .contains(
                        "The shop has no product `99`, which the table recommends. Write the table with the shop's product"
                                + " ids.");
    }

    @Test
    void aTableCannotBeJudgedBySessions() throws IOException {
        Files.writeString(folder.resolve("ready.csv"), "user,item\n1,10\n");
        ItemIndex items = new ItemIndex();
        items.add("10");
        var set = new SessionDataSet(items, Sessions.builder().add(0, 0).build(), new TestPairs());
        try (JudgedRecommender own = table(items.ids())) {
            assertThatThrownBy(() -> new SessionEvaluation(set, 1, 1).figures(List.of(own), line -> {}))
                    .isInstanceOf(UnreadableDataSet.class)
                    .hasMessage("The table ready recommends to customers, and sessions do not say whose they are.");
        }
    }

    @Test
    void columnsAreFoundBesideTheSet() throws IOException {
        Path file = new SmallTowers(folder).writeByPrice();
        assertThatThrownBy(() -> JudgedRecommender.load(file, folder, ITEMS))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(
                        "The products have no column `price`. Nothing is known of products but their ids here");
        Files.writeString(folder.resolve("products.csv"), "id,price\nA,1\nB,9\n");

        try (JudgedRecommender own = JudgedRecommender.load(file, folder, ITEMS)) {
            assertThat(own.best(SmallTowers.did("A"), 2))
                    .extracting(product -> product.id())
                    .containsExactly("B", "A");
        }
    }

    private JudgedRecommender table(List<String> items) throws IOException {
        Path file = Files.writeString(
                folder.resolve("ready.yaml"), "{kind: table, file: ready.csv, customer: user, product: item}");
        return JudgedRecommender.load(file, folder, items);
    }
}
